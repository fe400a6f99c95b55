using System.Text.Json.Serialization;

namespace StationAgent.Signals.Texts;

/// <summary>A file with the texts of one language; its name is that of the language.</summary>
/// <param name="Status">The words for each state.</param>
/// <param name="Accepted">The word for an accepted piece.</param>
/// <param name="Refused">The words for any other piece.</param>
/// <param name="Reasons">By reason code, what a person can do about it.</param>
internal sealed record TextFile(StatusTexts Status, string Accepted, string Refused, Dictionary<string, string> Reasons);

/// <summary>The words for each state.</summary>
internal sealed record StatusTexts(string Ready, string Busy, string Occupied, string OutOfService, string Maintenance);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    AllowDuplicateProperties = false)]
[JsonSerializable(typeof(TextFile))]
internal sealed partial class TextJson : JsonSerializerContext;
