using StationAgent.Telemetry.Outbox.Rows;

namespace StationAgent.Telemetry.Outbox.Bookkeeping;

/// <summary>What <see cref="StoreNote"/> holds.</summary>
/// <param name="Last">A number that was given and synced; the true last one may be higher, never lower.</param>
/// <param name="Session">A session number that was given; likewise.</param>
/// <param name="Epochs">The names of the numbers at that time.</param>
internal sealed record NotedFigures(long Last, long Session, Epochs Epochs)
{
    /// <summary>The same from memory; null when that does not hold it.</summary>
    public static NotedFigures? From(KnownStore? known) =>
        known is { Epochs: { } epochs } ? new NotedFigures(known.Last, SessionNumber.Of(known.Pairs), epochs) : null;
}
