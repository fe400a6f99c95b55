using System.Collections.Immutable;
using StationAgent.DropOff;

namespace StationAgent.Station;

/// <summary>Lamp and display: what the person at the station sees. Calls return at once.</summary>
internal interface IIndicator
{
    /// <summary>Shows the state of the station.</summary>
    void ShowStatus(StationStatus status);

    /// <summary>Shows how a piece was judged.</summary>
    void ShowOutcome(long number, Outcome outcome, ImmutableArray<string> reasons);
}
