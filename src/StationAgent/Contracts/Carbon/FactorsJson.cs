using System.Text.Json.Serialization;

namespace StationAgent.Contracts.Carbon;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    AllowDuplicateProperties = false)]
[JsonSerializable(typeof(FactorsFile))]
internal sealed partial class FactorsJson : JsonSerializerContext;
