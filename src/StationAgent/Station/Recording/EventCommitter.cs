using StationAgent.Clock;
using StationAgent.Contracts.Maintenance;
using StationAgent.DropOff;
using StationAgent.Station.Grading;
using StationAgent.Telemetry.Outbox;

namespace StationAgent.Station.Recording;

/// <summary>Stores events and notes, synced to disk, and reports every failure.</summary>
internal sealed class EventCommitter(Outbox outbox, EventFactory events)
{
    /// <summary>The durable note that names the last accepted event whose withdrawal window was watched to its end.</summary>
    public const string SettledNote = "settled";

    /// <summary>Raised, with the reason, when the store has failed; on any thread. An event that is too large is no failure of the store.</summary>
    public event Action<string>? Failed;

    /// <summary>Stores a judged piece.</summary>
    /// <returns>Its id, once it is synced.</returns>
    /// <exception cref="StorageException">It is not certain to be on disk; if it turns out to be there, it is withdrawn.</exception>
    public Task<EventId> DropOffAsync(DropOffRecord record, CancellationToken cancellationToken) =>
        AppendAsync(events.DropOff(record, CurrentId), cancellationToken);

    /// <summary>Stores a change to an earlier drop-off.</summary>
    /// <exception cref="StorageException">It is not certain to be on disk.</exception>
    public Task AmendAsync(string eventId, AmendmentChange change, string reason, CancellationToken cancellationToken) =>
        AppendAsync(events.Amendment(() => CurrentId(eventId), change, reason), cancellationToken);

    /// <summary>Grades a drop-off, if what is stored about it allows that; the decision and the grade are one transaction.</summary>
    /// <exception cref="StorageException">The grade is not certain to be on disk.</exception>
    public async Task<GradeOutcome> GradeAsync(GradeRequest request, CancellationToken cancellationToken)
    {
        var outcome = default(GradeOutcome);
        var graded = await GuardAsync(outbox.AppendIfAsync(
            store => GradeRules.Passes(store, request, out var dropOff, out outcome) ? events.Grade(store.Current(request.DropOff), request, dropOff) : null,
            cancellationToken));
        return graded is { } id ? GradeOutcome.Graded(id) : outcome;
    }

    /// <summary>Stores that maintenance has started or ended, with the note that a restart reads.</summary>
    /// <exception cref="StorageException">It is not certain to be on disk.</exception>
    public Task MaintenanceAsync(MaintenanceChange change, MaintenanceBy by, MaintenanceWhy why, TimeSpan at, CancellationToken cancellationToken) =>
        AppendAsync(events.Maintenance(change, by, why, at), cancellationToken);

    /// <summary>Stores an alarm.</summary>
    /// <exception cref="StorageException">It is not certain to be on disk.</exception>
    public Task AlarmAsync(string cause, string detail, CancellationToken cancellationToken) => AppendAsync(events.Alarm(cause, detail), cancellationToken);

    /// <summary>Stores that the wall clock was set.</summary>
    /// <exception cref="StorageException">It is not certain to be on disk.</exception>
    public Task ClockAsync(ClockCorrection correction, CancellationToken cancellationToken) => AppendAsync(events.Clock(correction), cancellationToken);

    /// <summary>Records durably that the withdrawal window of an event was watched to its end.</summary>
    /// <exception cref="StorageException">The note is not certain to be on disk.</exception>
    public Task SettleAsync(string eventId, CancellationToken cancellationToken) => GuardAsync(NoteAsync(eventId, cancellationToken));

    // An event may have got a new id since it was stored, because a copy of the store used the old one.
    private string CurrentId(string eventId) => EventId.TryParse(eventId, out var id) ? outbox.CurrentId(id).ToString() : eventId;

    private Task<EventId> AppendAsync(EventDraft draft, CancellationToken cancellationToken) =>
        GuardAsync(outbox.AppendAsync(draft, cancellationToken));

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
        catch (OutboxException failure) when (failure.Kind == OutboxFailure.TooLarge)
        {
            throw new StorageException(failure.Message, failure) { IsTooLarge = true };
        }
        catch (OutboxException failure)
        {
            Failed?.Invoke(failure.Message);
            throw new StorageException(failure.Message, failure);
        }
    }
}
