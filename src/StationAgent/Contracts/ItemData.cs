using System.Text.Json.Serialization;

namespace StationAgent.Contracts;

/// <summary>What the pictures showed.</summary>
/// <param name="Class">Path of the most special class that they show with enough certainty; null when they show none so.</param>
/// <param name="Confidence">Calibrated probability of the class, 0–1; without a class, that of the most likely of the most general ones.</param>
/// <param name="Scores">The probability of every class of the model, by path; those directly below a class add up to its own.</param>
/// <param name="Frames">The number of pictures that were classified.</param>
/// <param name="Agreement">Share of the pictures that agree on the class, 0–1.</param>
internal sealed record ItemData(
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] string? Class,
    double Confidence,
    IReadOnlyDictionary<string, double> Scores,
    int Frames,
    double Agreement);
