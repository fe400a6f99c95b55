using StationAgent.Telemetry.Outbox.Rows;

namespace StationAgent.Telemetry.Outbox.Bookkeeping;

/// <summary>The content of a <see cref="StoreNote"/>.</summary>
/// <param name="Last">A number that was given and synced; the true last one may be higher, never lower.</param>
/// <param name="Session">A session number that was given and synced; the true last one may be higher, never lower.</param>
/// <param name="Epochs">The names of the numbers at that time.</param>
internal sealed record NotedFigures(long Last, long Session, Epochs Epochs)
{
    /// <summary>Takes the figures from memory; null when the epochs are not known there.</summary>
    public static NotedFigures? From(KnownStore? known) =>
        known is { Epochs: { } epochs } ? new NotedFigures(known.Last, SessionNumber.Of(known.Pairs), epochs) : null;
}
