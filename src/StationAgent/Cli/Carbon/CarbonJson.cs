using System.Text.Json.Serialization;
using StationAgent.Contracts.Carbon;

namespace StationAgent.Cli.Carbon;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(CarbonProblem))]
[JsonSerializable(typeof(CarbonSummary))]
internal sealed partial class CarbonJson : JsonSerializerContext;
