using StationAgent.Simulation.Scenes;
using StationAgent.Weighing;

namespace StationAgent.Simulation.World;

/// <summary>One visit as it is planned; how it goes on depends on what the station shows.</summary>
/// <param name="Index">From 0.</param>
/// <param name="Placed">The piece and where it will lie.</param>
/// <param name="Contents">Goods that are still in it.</param>
/// <param name="Intent">What the visitor has come for.</param>
/// <param name="LeavesRefused">A refused piece stays where it is.</param>
/// <param name="PressGrams">What the hand adds while the piece comes to rest, at most; for a touch: what the hand presses.</param>
/// <param name="RestingHandGrams">What the hand weighs on the lying piece.</param>
/// <param name="ArmAngleDegrees">Where the arm comes from: 0 from the visitor's side.</param>
/// <param name="SleeveSeed">The look of the arm.</param>
/// <param name="Timing">How long the parts last.</param>
internal sealed record Visit(
    int Index,
    PlacedItem Placed,
    Grams Contents,
    VisitorIntent Intent,
    bool LeavesRefused,
    double PressGrams,
    double RestingHandGrams,
    double ArmAngleDegrees,
    int SleeveSeed,
    VisitTiming Timing)
{
    /// <summary>What the platform has to carry.</summary>
    public Grams Mass => new Grams(Placed.Item.MassGrams) + Contents;

    /// <summary>How the piece comes to the platform.</summary>
    public PresentationKind Kind { get; init; }

    /// <summary>What the same visitor lays down when this piece was accepted; null for nothing more.</summary>
    public Visit? Next { get; init; }

    /// <summary>How the same visitor tries once more when this piece was refused for something that can be helped; null for not at all.</summary>
    public Visit? Again { get; init; }
}
