using StationAgent.DropOff;
using StationAgent.Simulation.World;

namespace StationAgent.Simulation.SensorFaults;

/// <summary>The truth about one piece on the platform, and what the station showed meanwhile.</summary>
/// <param name="truth">What was laid down.</param>
/// <param name="status">What the station showed at that time.</param>
internal sealed class Placement(GroundTruth truth, StationStatus status)
{
    /// <summary>What was laid down.</summary>
    public GroundTruth Truth { get; } = truth;

    /// <summary>What the station showed when the piece touched the platform.</summary>
    public StationStatus StatusAtTouch { get; } = status;

    /// <summary>What the station showed last while the piece was on the platform.</summary>
    public StationStatus StatusAtEnd { get; set; } = status;

    /// <summary>When the piece began to leave the platform; null when it stayed to the end.</summary>
    public TimeSpan? LiftedAt { get; set; }

    /// <summary>The faults that were at work while it was handled.</summary>
    public SortedSet<SensorFaultKind> Faults { get; } = [];

    /// <summary>What the station said about itself while the piece was handled: details of faults and alarms.</summary>
    public List<string> Causes { get; } = [];

    /// <summary>True for a piece that a visitor brings in good faith and leaves there until its outcome: not one that is slipped in or laid down again without
    /// leaving the view.</summary>
    public bool IsHonest => Truth.Kind is PresentationKind.Brought or PresentationKind.BroughtAgain && !Truth.IsTakenEarly;
}
