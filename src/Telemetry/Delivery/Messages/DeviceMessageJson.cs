using System.Text.Json.Serialization;

namespace StationAgent.Telemetry.Delivery.Messages;

/// <summary>The JSON serializer of messages to the device, generated at build time.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(DeviceMessage))]
internal sealed partial class DeviceMessageJson : JsonSerializerContext;
