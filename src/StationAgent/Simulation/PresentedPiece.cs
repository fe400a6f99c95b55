using StationAgent.Weighing;

namespace StationAgent.Simulation;

/// <summary>The truth about one presented piece; the station never sees it.</summary>
/// <param name="Index">Running number from 1.</param>
/// <param name="Name">What a person would call it.</param>
/// <param name="Class">Path of the class that it is made to be, as far as that is known.</param>
/// <param name="Mass">Its true mass.</param>
/// <param name="At">When it was laid down, virtual time since the start.</param>
/// <param name="IsTakenBack">The visitor takes it back inside the withdrawal window, if it is accepted.</param>
internal sealed record PresentedPiece(
    int Index,
    string Name,
    string Class,
    Grams Mass,
    TimeSpan At,
    bool IsTakenBack)
{
    /// <summary>Without contents, it is what the station takes by its rules.</summary>
    public bool IsTakeable { get; init; }

    /// <summary>It was refused and is presented once more.</summary>
    public bool IsSecondTry { get; init; }

    /// <summary>What is unusual about how it comes and goes, in plain words; null for nothing.</summary>
    public string? Manner { get; init; }
}
