using System.Collections.Immutable;
using StationAgent.DropOff;

namespace StationAgent.Station;

/// <summary>Everything that shows people the state of the station.</summary>
internal sealed class Indicators(IEnumerable<IIndicator> all)
{
    private readonly ImmutableArray<IIndicator> _all = [.. all];

    /// <summary>Shows the state of the station.</summary>
    public void ShowStatus(StationStatus status)
    {
        foreach (var one in _all)
        {
            one.ShowStatus(status);
        }
    }

    /// <summary>Shows how a piece was judged.</summary>
    public void ShowOutcome(long number, Outcome outcome, ImmutableArray<string> reasons)
    {
        foreach (var one in _all)
        {
            one.ShowOutcome(number, outcome, reasons);
        }
    }
}
