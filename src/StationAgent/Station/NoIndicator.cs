using System.Collections.Immutable;
using StationAgent.DropOff;

namespace StationAgent.Station;

/// <summary>Shows nothing.</summary>
internal sealed class NoIndicator : IIndicator
{
    private NoIndicator()
    {
    }

    /// <summary>The only instance.</summary>
    public static NoIndicator Instance { get; } = new();

    /// <inheritdoc/>
    public void ShowStatus(StationStatus status)
    {
    }

    /// <inheritdoc/>
    public void ShowOutcome(long number, Outcome outcome, ImmutableArray<string> reasons)
    {
    }
}
