using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using StationAgent.DropOff;

namespace StationAgent.Station;

/// <summary>Logs what lamp and display would show, for a station without them.</summary>
internal sealed class LogIndicator(ILogger<LogIndicator> logger) : IIndicator
{
    /// <inheritdoc/>
    public void ShowStatus(StationStatus status) => Log.Status(logger, status);

    /// <inheritdoc/>
    public void ShowOutcome(long number, Outcome outcome, ImmutableArray<string> reasons) =>
        Log.OutcomeShown(logger, number, outcome, reasons.IsDefaultOrEmpty ? "none" : string.Join(", ", reasons));
}
