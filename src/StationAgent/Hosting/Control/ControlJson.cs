using System.Text.Json.Serialization;
using StationAgent.Contracts;
using StationAgent.Contracts.Grading;
using StationAgent.Contracts.Maintenance;

namespace StationAgent.Hosting.Control;

/// <summary>The JSON on the control socket, generated at build time: one document per line.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    RespectRequiredConstructorParameters = true,
    Converters = [typeof(SnakeCaseEnum<Grade>), typeof(SnakeCaseEnum<MaintenanceWhy>)])]
[JsonSerializable(typeof(ControlRequest))]
[JsonSerializable(typeof(ControlReply))]
internal sealed partial class ControlJson : JsonSerializerContext;
