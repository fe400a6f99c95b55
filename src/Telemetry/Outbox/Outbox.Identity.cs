using StationAgent.Telemetry.Outbox.Bookkeeping;
using StationAgent.Telemetry.Outbox.Identity;
using StationAgent.Telemetry.Outbox.Rows;
using StationAgent.Telemetry.Outbox.Writing;

namespace StationAgent.Telemetry.Outbox;

/// <content>What the store says of itself, and what it does when a copy of it has spoken: decision 46.</content>
public sealed partial class Outbox
{
    /// <summary>The random name of this store: 16 lower-case hexadecimal digits.</summary>
    public string StoreEpoch => _ledger.Epochs.Current;

    /// <summary>True when this process has made the store, so that no other copy of it can have spoken.</summary>
    internal bool IsNew { get; private init; }

    /// <summary>
    /// The present id of an event: another one than before when a new epoch has given it one, also over a restart; any other is returned as it is.
    /// </summary>
    public EventId CurrentId(EventId id) => _ledger.Current(id);

    /// <summary>The last session number that was given; 0 before the first.</summary>
    internal long LastSession => _ledger.Session;

    /// <summary>The last number that others may know: stated to them, or of an event that may have been sent.</summary>
    internal long AnnouncedUpTo => _ledger.Announcements.UpTo;

    /// <summary>The number of the last link over which this store has spoken; 0 for none.</summary>
    internal long AnnouncedSession => _ledger.Announcements.Session;

    /// <summary>What this store knows of itself, to be compared with what others say of it.</summary>
    internal OwnIdentity Identity => StoreStatements.IdentityOf(_ledger);

    /// <summary>What this store says of itself to others: as of the last <see cref="AnnounceAsync"/> and <see cref="NoteAnnounced"/>.</summary>
    internal StoreStatement Statement => StoreStatements.Of(_ledger);

    /// <summary>
    /// Takes what another store of this device, or this one earlier, has said. It becomes durable, and a part of what this store says of itself, with the
    /// next <see cref="AnnounceAsync"/>, so that no store makes the others' numbers forgotten.
    /// </summary>
    internal void Hear(StoreStatement statement) => _ledger.Heard = statement;

    /// <summary>Makes durable what was heard after <see cref="AnnounceAsync"/>.</summary>
    /// <returns>True when something was.</returns>
    /// <exception cref="OutboxException">It could not be stored.</exception>
    internal async Task<bool> LearnAsync(CancellationToken cancellationToken = default)
    {
        if (StoreStatements.Learned(_ledger, _ledger.Pair(PairKeys.History)) is null)
        {
            return false;
        }

        return await _writer.RequestAsync(
            batch =>
            {
                batch.Learn();
                return true;
            },
            cancellationToken);
    }

    /// <summary>Records durably, before anything is sent over a link, that every number may be sent from now on.</summary>
    /// <param name="session">The session number of the link.</param>
    /// <param name="cancellationToken">Cancels as long as the writer has not begun.</param>
    /// <exception cref="OutboxException">
    /// It could not be stored: then <see cref="NoteAnnounced"/> lets only those numbers pass that were announced before.
    /// </exception>
    internal Task AnnounceAsync(long session, CancellationToken cancellationToken = default) => _writer.RequestAsync(
        batch =>
        {
            batch.Announce(session);
            return session;
        },
        cancellationToken);

    /// <summary>
    /// Lets every number pass over this link although <see cref="AnnounceAsync"/> has failed: what is stored goes out while nothing can be stored. Only for a link
    /// over which nothing showed another copy of this store, and nothing is stated. Returns at once.
    /// </summary>
    internal void AnnounceUnrecorded() => _ledger.Announcements.SpeakUnrecorded(LastSequence);

    /// <summary>
    /// Ends what <see cref="AnnounceAsync"/> has begun, when the link has ended and nothing is in flight: events that are stored from now on are
    /// not sent before the next one. Returns at once; it becomes durable together with the next event.
    /// </summary>
    internal void EndAnnouncement() => _ledger.Announcements.FallSilent();

    /// <summary>Asks whether an event may be sent, and records that it is. To be called right before each transmission.</summary>
    /// <returns>
    /// False when it must not be sent: it was not announced, or has got another id or is about to. Reading what is pending again gives it under
    /// its present id.
    /// </returns>
    internal bool NoteAnnounced(EventId id) =>
        _ledger.Epochs.Gave(id) && _ledger.Announcements.TryTell(id.Sequence);

    /// <summary>
    /// Begins a new epoch because a copy of this store has spoken. Events that were not sent keep their numbers under the name of another epoch; those
    /// that may have been sent stay as they are. A gap event follows. All of it is on disk, or nothing. Afterwards <see cref="AnnounceAsync"/> has to be called again.
    /// </summary>
    /// <param name="evidence">What <see cref="StoreIdentity"/> found.</param>
    /// <param name="cancellationToken">Cancels as long as the writer has not begun.</param>
    /// <exception cref="OutboxException">Nothing was changed, or the store cannot be read at present; nothing may be sent: try again later.</exception>
    internal async Task<EpochChange> BeginEpochAsync(StoreEvidence evidence, CancellationToken cancellationToken = default)
    {
        var change = await _writer.RequestAsync(
            new AwaitedRequest<EpochChange>(
                batch => batch.BeginEpoch(evidence), cancellationToken, hasHappened: change => change.StoreEpoch == StoreEpoch),
            cancellationToken);
        if (change.Began)
        {
            Log.EpochBegun(_logger, evidence.Detail, change.StoreEpoch, change.Moved);
            _options.Trouble?.Invoke(new StoreTrouble(StoreTroubleKind.Restored, StoreStatements.Explain(evidence, change)));
        }

        return change;
    }

    /// <summary>True when the store holds, or has held, events of an epoch.</summary>
    internal bool KnowsEpoch(string epoch) => _ledger.Epochs.Knows(epoch) || _ledger.Renamed.Knows(epoch);
}
