using System.Collections.Immutable;
using StationAgent.DropOff;

namespace StationAgent.Station;

/// <summary>Several indicators that show the same.</summary>
internal sealed class Indicators(params ImmutableArray<IIndicator> all) : IIndicator
{
    /// <inheritdoc/>
    public void ShowStatus(StationStatus status)
    {
        foreach (var one in all)
        {
            one.ShowStatus(status);
        }
    }

    /// <inheritdoc/>
    public void ShowOutcome(long number, Outcome outcome, ImmutableArray<string> reasons)
    {
        foreach (var one in all)
        {
            one.ShowOutcome(number, outcome, reasons);
        }
    }
}
