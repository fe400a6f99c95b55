using StationAgent.Vision.Decisions;
using StationAgent.Weighing;

namespace StationAgent.Simulation;

/// <summary>The truth about one presented piece; the station never sees it.</summary>
/// <param name="Index">Running number from 1.</param>
/// <param name="Name">What a person would call it.</param>
/// <param name="Material">What it is made to be.</param>
/// <param name="Condition">The state of a carton; null for other materials and where it is not known.</param>
/// <param name="Mass">Its true mass.</param>
/// <param name="At">When it was laid down, virtual time since the start.</param>
/// <param name="IsTakenBack">The visitor takes it back inside the withdrawal window, if it is accepted.</param>
internal sealed record PresentedPiece(
    int Index,
    string Name,
    Material Material,
    CartonCondition? Condition,
    Grams Mass,
    TimeSpan At,
    bool IsTakenBack)
{
    /// <summary>What is unusual about how it comes and goes, in plain words; null for nothing.</summary>
    public string? Manner { get; init; }
}
