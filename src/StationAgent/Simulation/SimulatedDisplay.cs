using System.Collections.Immutable;
using StationAgent.DropOff;
using StationAgent.Simulation.World;
using StationAgent.Station;

namespace StationAgent.Simulation;

/// <summary>Lamp and display of a simulated station, which its visitors look at.</summary>
internal sealed class SimulatedDisplay : IIndicator
{
    private readonly Lock _gate = new();
    private StationDisplay _now = StationDisplay.Dark;

    /// <summary>What they show.</summary>
    public StationDisplay Now
    {
        get
        {
            lock (_gate)
            {
                return _now;
            }
        }
    }

    /// <inheritdoc/>
    public void ShowStatus(StationStatus status)
    {
        lock (_gate)
        {
            _now = _now.Show(status);
        }
    }

    /// <inheritdoc/>
    public void ShowOutcome(long number, Outcome outcome, ImmutableArray<string> reasons)
    {
        lock (_gate)
        {
            _now = _now.Show(number, outcome, reasons.IsDefaultOrEmpty ? null : reasons[0]);
        }
    }
}
