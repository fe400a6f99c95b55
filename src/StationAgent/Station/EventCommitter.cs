using StationAgent.Telemetry.Outbox;

namespace StationAgent.Station;

/// <summary>Stores events and notes, synced to disk, and tells of every failure.</summary>
internal sealed class EventCommitter(Outbox outbox)
{
    /// <summary>The durable note that names the last accepted event whose withdrawal window was watched to its end.</summary>
    public const string SettledNote = "settled";

    private Action<string> _onFailure = static _ => { };

    /// <summary>Names who is told, with the reason, when something could not be stored.</summary>
    public void TellOfFailures(Action<string> onFailure) => _onFailure = onFailure;

    /// <summary>Stores an event.</summary>
    /// <returns>Its id, once it is synced.</returns>
    /// <exception cref="StorageException">It is not certain to be on disk; should it turn out to be, it is taken back.</exception>
    public Task<EventId> CommitAsync(EventDraft draft, CancellationToken cancellationToken) =>
        GuardAsync(outbox.AppendAsync(draft.Topic, draft.Class, draft.Render, cancellationToken));

    /// <summary>Notes durably that the withdrawal window of an event was watched to its end.</summary>
    /// <exception cref="StorageException">The note is not certain to be on disk.</exception>
    public Task SettleAsync(string eventId, CancellationToken cancellationToken) => GuardAsync(NoteAsync(eventId, cancellationToken));

    private async Task<bool> NoteAsync(string eventId, CancellationToken cancellationToken)
    {
        await outbox.SetNoteAsync(SettledNote, eventId, cancellationToken);
        return true;
    }

    private async Task<T> GuardAsync<T>(Task<T> work)
    {
        try
        {
            return await work;
        }
        catch (OutboxException failure)
        {
            _onFailure(failure.Message);
            throw new StorageException(failure.Message, failure);
        }
    }
}
