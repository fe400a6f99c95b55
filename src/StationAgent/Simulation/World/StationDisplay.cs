using StationAgent.DropOff;

namespace StationAgent.Simulation.World;

/// <summary>All that a visitor can see of the station: its lamp, and the outcome that was shown last.</summary>
/// <param name="Status">What the lamp says.</param>
/// <param name="OutcomeNumber">The drop-off whose outcome was shown last; 0 before the first.</param>
/// <param name="Outcome">That outcome.</param>
/// <param name="Reason">The first reason for it, for which a sentence is shown; null for none.</param>
internal readonly record struct StationDisplay(StationStatus Status, long OutcomeNumber = 0, Outcome Outcome = default, string? Reason = null)
{
    /// <summary>A station that has just been switched on.</summary>
    public static StationDisplay Dark => new(StationStatus.OutOfService);

    /// <summary>The same with another lamp.</summary>
    public StationDisplay Show(StationStatus status) => this with { Status = status };

    /// <summary>The same with another outcome.</summary>
    public StationDisplay Show(long number, Outcome outcome, string? reason = null) =>
        this with { OutcomeNumber = number, Outcome = outcome, Reason = reason };
}
