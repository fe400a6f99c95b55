using StationAgent.Simulation.Scenes;
using StationAgent.Weighing;

namespace StationAgent.Simulation.World;

/// <summary>The truth about one presented piece; the station never sees it.</summary>
/// <param name="Number">Running number of the presented pieces, from 1.</param>
/// <param name="Item">What it is.</param>
/// <param name="Mass">Its mass with all that is in it.</param>
/// <param name="IsOverweight">It still holds goods.</param>
/// <param name="PresentedAt">When it touched the platform.</param>
/// <param name="IsTakenBack">The visitor takes it back inside the withdrawal window, if it is accepted.</param>
internal sealed record GroundTruth(int Number, SceneItem Item, Grams Mass, bool IsOverweight, TimeSpan PresentedAt, bool IsTakenBack)
{
    /// <summary>How it came to the platform.</summary>
    public PresentationKind Kind { get; init; }

    /// <summary>The visitor puts another piece in its place, inside the withdrawal window if it is accepted or before its outcome.</summary>
    public bool IsSwapped { get; init; }

    /// <summary>The visitor takes it away before its outcome.</summary>
    public bool IsTakenEarly { get; init; }

    /// <summary>What is unusual about how it comes and goes, in plain words; null for nothing.</summary>
    public string? Manner => (Kind, IsSwapped) switch
    {
        (PresentationKind.SwappedIn, _) => "in the place of the piece before",
        (PresentationKind.AgainInView, _) => "again, without having left the view",
        (PresentationKind.BroughtAgain, _) => "again, after it had left the view",
        (PresentationKind.TriedAgain, _) => "again, after it was refused",
        (_, true) => "and will replace it by another one",
        _ => null,
    };
}
