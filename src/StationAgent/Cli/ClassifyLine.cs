using System.Text.Json.Serialization;

namespace StationAgent.Cli;

/// <summary>What <c>classify --json</c> prints for one image.</summary>
/// <param name="File">The picture.</param>
/// <param name="Class">Path of the most special class that it shows with enough certainty; null when it shows none so.</param>
/// <param name="Confidence">Calibrated probability of the class, 0–1; without a class, that of the most likely of the most general ones.</param>
/// <param name="Scores">The probability of every class of the model, by path.</param>
/// <param name="Undecided">True when there are <paramref name="Reasons"/>.</param>
/// <param name="Reasons">Why the picture does not carry a decision, as codes.</param>
/// <param name="Remarks">What a claim leaves open, as codes.</param>
/// <param name="Milliseconds">How long it took.</param>
internal sealed record ClassifyLine(
    string File,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] string? Class,
    double Confidence,
    IReadOnlyDictionary<string, double> Scores,
    bool Undecided,
    IReadOnlyList<string> Reasons,
    IReadOnlyList<string> Remarks,
    double Milliseconds);

/// <summary>What <c>classify --json</c> prints for a file that could not be classified.</summary>
internal sealed record ClassifyError(string File, string Error);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(ClassifyLine))]
[JsonSerializable(typeof(ClassifyError))]
internal sealed partial class ClassifyJson : JsonSerializerContext;
