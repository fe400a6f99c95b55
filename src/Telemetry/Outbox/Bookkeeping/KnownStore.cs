using StationAgent.Telemetry.Outbox.Rows;

namespace StationAgent.Telemetry.Outbox.Bookkeeping;

/// <summary>What is known of a store from other sources than its file.</summary>
/// <param name="Epochs">The epochs; null when they have to be read from the file.</param>
/// <param name="Last">The highest number known to have been given; 0 for none.</param>
/// <param name="IsLastExact">True when no higher number was given.</param>
/// <param name="Pairs">The small values as they were in memory.</param>
/// <param name="AgeMs">The running time in milliseconds.</param>
internal sealed record KnownStore(Epochs? Epochs, long Last, bool IsLastExact, IReadOnlyDictionary<string, string> Pairs, long AgeMs)
{
    /// <summary>Takes what the note beside the store says.</summary>
    public static KnownStore From(NotedFigures? noted)
    {
        var pairs = new Dictionary<string, string>(StringComparer.Ordinal);
        if (noted is { Session: > 0 })
        {
            SessionNumber.Set(pairs, noted.Session);
        }

        return new KnownStore(noted?.Epochs, noted?.Last ?? 0, IsLastExact: false, pairs, 0);
    }
}
