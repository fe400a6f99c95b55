using System.Text.Json.Serialization;

namespace StationAgent.Telemetry.Delivery.Messages;

/// <summary>The JSON of what comes to the device, generated at build time.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(DeviceCommand))]
internal sealed partial class DeviceCommandJson : JsonSerializerContext;
