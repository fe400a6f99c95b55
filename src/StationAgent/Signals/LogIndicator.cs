using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using StationAgent.DropOff;
using StationAgent.Signals.Patterns;
using StationAgent.Station;

namespace StationAgent.Signals;

/// <summary>Logs what lamp and display show, also for a station without them.</summary>
/// <param name="texts">The words for visitors.</param>
/// <param name="logger">The log.</param>
internal sealed class LogIndicator(VisitorTexts texts, ILogger<LogIndicator> logger) : IIndicator
{
    /// <inheritdoc/>
    public void ShowStatus(StationStatus status) => Log.Status(logger, status);

    /// <inheritdoc/>
    public void ShowOutcome(long number, Outcome outcome, ImmutableArray<string> reasons)
    {
        if (reasons.IsDefaultOrEmpty)
        {
            Log.OutcomeShown(logger, number, outcome);
        }
        else
        {
            Log.RefusalShown(logger, number, outcome, string.Join(", ", reasons), texts.Of(reasons[0]));
        }
    }
}
