using StationAgent.Vision.Decisions;

namespace StationAgent.Contracts;

/// <summary>What the pictures showed.</summary>
/// <param name="Material">The most likely material.</param>
/// <param name="Condition">The more likely state of a carton; null for every other material.</param>
/// <param name="Confidence">Calibrated probability of the class, 0–1.</param>
/// <param name="Scores">The probabilities behind it.</param>
/// <param name="Frames">The number of pictures that were classified.</param>
/// <param name="Agreement">Share of the pictures that voted for <paramref name="Material"/>, 0–1.</param>
internal sealed record ItemData(Material Material, CartonCondition? Condition, double Confidence, ScoresData Scores, int Frames, double Agreement);
