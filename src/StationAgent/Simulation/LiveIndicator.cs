using System.Collections.Immutable;
using StationAgent.DropOff;
using StationAgent.Simulation.World;
using StationAgent.Station;

namespace StationAgent.Simulation;

/// <summary>Shows the visitors of simulated sensors what lamp and display say.</summary>
internal sealed class LiveIndicator(Lazy<LiveWorld> world) : IIndicator
{
    /// <inheritdoc/>
    public void ShowStatus(StationStatus status) => world.Value.Show(status);

    /// <inheritdoc/>
    public void ShowOutcome(long number, Outcome outcome, ImmutableArray<string> reasons) => world.Value.Show(number, outcome);
}
