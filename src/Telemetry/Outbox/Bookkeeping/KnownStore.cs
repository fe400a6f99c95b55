using StationAgent.Telemetry.Outbox.Rows;

namespace StationAgent.Telemetry.Outbox.Bookkeeping;

/// <summary>What is known of a store from elsewhere than its files.</summary>
/// <param name="Epochs">The names of its numbers; null when they have to be read from it.</param>
/// <param name="Last">The highest number known to have been given; 0 when none is.</param>
/// <param name="IsLastExact">True when no higher one was ever given.</param>
/// <param name="Pairs">Its small values as they stood in memory.</param>
/// <param name="AgeMs">Its running time.</param>
internal sealed record KnownStore(Epochs? Epochs, long Last, bool IsLastExact, IReadOnlyDictionary<string, string> Pairs, long AgeMs)
{
    /// <summary>What the note beside the store tells.</summary>
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
