using System.Text.Json.Serialization;

namespace StationAgent.Cli;

/// <summary>What <c>classify --json</c> prints for one image.</summary>
internal sealed record ClassifyLine(
    string File,
    string Material,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] string? Condition,
    double Confidence,
    ClassifyScores Scores,
    bool Undecided,
    IReadOnlyList<string> Reasons,
    double Milliseconds);

/// <summary>Calibrated probabilities by wire name; each group adds up to 1.</summary>
internal sealed record ClassifyScores(IReadOnlyDictionary<string, double> Material, IReadOnlyDictionary<string, double> Condition);

/// <summary>What <c>classify --json</c> prints for a file that could not be classified.</summary>
internal sealed record ClassifyError(string File, string Error);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(ClassifyLine))]
[JsonSerializable(typeof(ClassifyError))]
internal sealed partial class ClassifyJson : JsonSerializerContext;
