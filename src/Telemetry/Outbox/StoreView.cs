using StationAgent.Telemetry.Outbox.Rows;
using StationAgent.Telemetry.Outbox.Transactions;

namespace StationAgent.Telemetry.Outbox;

/// <summary>
/// What the store holds, as a decision inside a transaction sees it: with all that was stored before, also by the same transaction. Only for use inside
/// <see cref="Outbox.AppendIfAsync"/>.
/// </summary>
public sealed class StoreView
{
    private readonly WriteBatch _batch;

    internal StoreView(WriteBatch batch) => _batch = batch;

    /// <summary>The present id of an event: another one than before when a new epoch has given it one.</summary>
    public EventId Current(EventId id) => _batch.Current(id);

    /// <summary>True when the store holds, or has held, events of an epoch.</summary>
    public bool Knows(string storeEpoch) => _batch.Knows(storeEpoch);

    /// <summary>Finds an event by its present id; null when it was never stored here, is no longer here, or is damaged.</summary>
    public StoredEvent? Find(EventId id) => _batch.Find(id.Sequence) is { } stored && stored.Id == id ? stored : null;

    /// <summary>Finds what is remembered about an event; null for nothing, and when the text was altered on disk.</summary>
    /// <param name="about">The event.</param>
    /// <param name="name">See <see cref="EventRemark"/>.</param>
    public string? Remark(EventId about, string name) => _batch.Remark(about.Sequence, name);

    /// <summary>Finds a note; null when there is none.</summary>
    /// <param name="key">The key that <see cref="Outbox.SetNoteAsync"/> was given.</param>
    public string? Note(string key) => _batch.Pair(PairKeys.NotePrefix + key);
}
