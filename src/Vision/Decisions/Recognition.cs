using System.Collections.Immutable;

namespace StationAgent.Vision.Decisions;

/// <summary>The result of the pictures of one piece, after voting over the frames.</summary>
/// <param name="Material">The most likely material, also when nothing can be decided.</param>
/// <param name="Condition">The likelier state of a carton; null for every other material.</param>
/// <param name="Confidence">Calibrated probability of the class, 0–1: of the material, for cartons times that of the condition.</param>
/// <param name="MaterialScores">Mean calibrated probabilities in the order of <see cref="Decisions.Material"/>; they add up to 1.</param>
/// <param name="ConditionScores">Mean calibrated probabilities in the order of <see cref="CartonCondition"/>; they add up to 1.</param>
/// <param name="Frames">How many frames were classified.</param>
/// <param name="Agreement">Share of the frames that voted for <paramref name="Material"/>, 0–1.</param>
/// <param name="Reasons">Why the pictures do not carry a decision; empty when they do.</param>
public sealed record Recognition(
    Material Material,
    CartonCondition? Condition,
    double Confidence,
    ImmutableArray<double> MaterialScores,
    ImmutableArray<double> ConditionScores,
    int Frames,
    double Agreement,
    ImmutableArray<RecognitionReason> Reasons)
{
    /// <summary>True when the pictures do not carry a decision.</summary>
    public bool IsUndecided => !Reasons.IsEmpty;
}
