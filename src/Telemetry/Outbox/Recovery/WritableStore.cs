using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;
using StationAgent.Telemetry.Outbox.Bookkeeping;
using StationAgent.Telemetry.Outbox.Files;
using StationAgent.Telemetry.Outbox.Limits;
using StationAgent.Telemetry.Outbox.Reading;
using StationAgent.Telemetry.Outbox.Rows;
using StationAgent.Telemetry.Outbox.Transactions;

namespace StationAgent.Telemetry.Outbox.Recovery;

/// <summary>
/// Opens the store for the writer and opens it again after errors. It is open, open for recording deliveries only because the disk is full,
/// or closed after an error. Used by the writer's thread only, except for <see cref="Fault"/> and <see cref="AgeMs"/>.
/// </summary>
internal sealed class WritableStore : IDisposable
{
    private static readonly TimeSpan HousekeepingPause = TimeSpan.FromSeconds(5);

    // A disk that damages every file would otherwise fill up with damaged stores and push the first one out.
    private static readonly TimeSpan ReplacementPause = TimeSpan.FromMinutes(1);

    private readonly StoreFolder _folder;
    private readonly OutboxOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly Ledger _ledger;
    private readonly ReadSession _reading;
    private readonly OutboxMetrics _metrics;
    private readonly UncertainCommits _uncertain;
    private readonly StoreOpener _opening;
    private readonly StoreNote _note;
    private readonly StoreReserve _reserve;
    private readonly long _openedAt;
    private readonly long _ageAtOpening;
    private long _failedAt;
    private long? _replacedAt;
    private string? _damage;
    private bool _walIsSound = true;

    /// <exception cref="OutboxException">The store cannot be opened.</exception>
    public WritableStore(
        StoreFolder folder, OutboxOptions options, TimeProvider time, ILogger logger, Ledger ledger, ReadSession reading, OutboxMetrics metrics)
    {
        _folder = folder;
        _options = options;
        _time = time;
        _logger = logger;
        _ledger = ledger;
        _reading = reading;
        _metrics = metrics;
        _uncertain = new UncertainCommits(folder.File, options, ledger);
        _opening = new StoreOpener(folder.Path, options, time);
        _note = new StoreNote(folder.Path);
        _reserve = new StoreReserve(folder.Path, options.ReserveBytes, time);
        Session = OpenFirst();
        folder.Sync();
        _openedAt = time.GetTimestamp();
        _ageAtOpening = ledger.Figures.AgeMs;
        AfterOpening();
    }

    /// <summary>Raised when the store has been opened again: it may hold events that were not announced.</summary>
    public event EventHandler? Opened;

    /// <summary>Null while the store is closed after an error.</summary>
    public WriteSession? Session { get; private set; }

    /// <summary>Why nothing can be stored at present; null when the store works.</summary>
    public OutboxException? Fault { get; private set; }

    /// <summary>Why new events are refused while deliveries are still recorded; null otherwise.</summary>
    public OutboxException? Refusal => _reserve.IsSpent ? Fault : null;

    /// <summary>True when the room for recording deliveries is running out.</summary>
    public bool IsRunningOut => _reserve.IsRunningOut;

    /// <summary>Events whose commit ended in an error and that have not been searched for on disk yet.</summary>
    public IReadOnlySet<EventId> Uncertain => _uncertain.Uncertain;

    /// <summary>Running time of the store, in milliseconds.</summary>
    public long AgeMs() => _ageAtOpening + (long)_time.GetElapsedTime(_openedAt).TotalMilliseconds;

    /// <summary>Opens the store if it is closed and can be opened.</summary>
    /// <param name="insists">False for housekeeping, which does not try again when the disk has just failed.</param>
    /// <returns>True when the store is open.</returns>
    public bool TryReady(bool insists)
    {
        TryRestoreReserve();
        return Session is not null || ((insists || _time.GetElapsedTime(_failedAt) >= HousekeepingPause) && TryRecover());
    }

    /// <summary>Replaces the store that a reader found damaged.</summary>
    public void Replace(FileDamage damage)
    {
        if (damage.StoreEpoch == _ledger.Epochs.Current)
        {
            Close(new OutboxException(OutboxFailure.Corrupt, damage.Detail));
            TryRecover();
        }
    }

    /// <summary>Explains an error. When the disk is full, the reserve is given to the store.</summary>
    public OutboxException Explain(SqliteException cause)
    {
        _walIsSound &= SqliteFailures.IsFull(cause);
        if (!FindsRoom(cause))
        {
            return SqliteFailures.Explain(cause, _folder.File);
        }

        // Closing the connection would copy the WAL into the file, which may need room itself.
        Session?.KeepWal();
        return SqliteFailures.ExplainFull(cause, _folder.File);
    }

    /// <summary>
    /// Checks after a commit that the file is still in place, because writing and syncing a deleted file succeeds. Null when it is.
    /// </summary>
    public OutboxException? FindMisplaced() => Session!.IsInPlace
        ? null
        : new OutboxException(OutboxFailure.InputOutput, $"The store '{_folder.File}' was deleted or replaced while it was in use.");

    /// <summary>Closes the store after an error and tries to open it again at once.</summary>
    /// <param name="fault">The error.</param>
    /// <param name="uncertain">The events whose commit ended in this error.</param>
    /// <returns>Those of them that are or may be on disk.</returns>
    public IReadOnlySet<EventId> GiveUp(OutboxException fault, IReadOnlyList<AppendedRow> uncertain)
    {
        Close(fault);
        _uncertain.Remember(uncertain);

        // If the store can be opened at once, the callers learn for certain what is on disk.
        return TryRecover() ? _uncertain.Found : _uncertain.Uncertain;
    }

    public void WriteNote() => _note.Write(_ledger.Epochs, _ledger.Figures.Last, _ledger.Session);

    public void Dispose()
    {
        CloseSession();
        _note.Dispose();
    }

    private WriteSession OpenFirst()
    {
        try
        {
            try
            {
                return _opening.Open(known: null, damage: null, LoadFirst);
            }
            catch (SqliteException exception) when (FindsRoom(exception))
            {
                return _opening.Open(known: null, damage: null, LoadFirst);
            }
        }
        catch (SqliteException exception)
        {
            throw SqliteFailures.MayBeFull(exception) && _reserve.IsDiskShort()
                ? SqliteFailures.ExplainFull(exception, _folder.File)
                : SqliteFailures.Explain(exception, _folder.File);
        }
    }

    private WriteSession LoadFirst(WriteSession session, NotedFigures? noted)
    {
        var dropped = _ledger.Load(session.Connection, session.Epochs, noted);
        if (dropped > 0)
        {
            Log.MarksDropped(_logger, _folder.File, dropped);
        }

        _reserve.Prepare();
        if (_reserve.IsSpent)
        {
            session.SpareRoom(_reserve.Free);
            Fault = NoRoom();
            Log.MarksOnly(_logger, _folder.File);
        }

        return session;
    }

    /// <summary>Gives the reserve to a store that failed because the disk is full.</summary>
    /// <returns>True when there is room now that was not there before.</returns>
    private bool FindsRoom(SqliteException cause) =>
        SqliteFailures.MayBeFull(cause) && (SqliteFailures.IsFull(cause) || _reserve.IsDiskShort()) && _reserve.Spend();

    /// <summary>Creates the reserve first once the disk has room again; then opens the store again and proves it by a new write.</summary>
    private void TryRestoreReserve()
    {
        if (_reserve.IsSpent && _reserve.TryRestore())
        {
            CloseSession();
            TryRecover();
        }
    }

    private void CloseSession()
    {
        Session?.Dispose();
        Session = null;
    }

    private void Close(OutboxException fault)
    {
        Log.StorageFailed(_logger, fault.Message, fault);
        _metrics.Failed();
        CloseSession();
        _note.Dispose();
        Fault = fault;
        _damage = fault.Kind == OutboxFailure.Corrupt ? fault.Message : _damage;
        _failedAt = _time.GetTimestamp();
    }

    private bool TryRecover()
    {
        if (_damage is not null && _replacedAt is { } before && _time.GetElapsedTime(before) < ReplacementPause)
        {
            _failedAt = _time.GetTimestamp();
            return false;
        }

        try
        {
            _folder.Renew();

            // No reader may hold the WAL while it is copied into the file, nor keep what it has cached.
            Session = _reading.WhileClosed(() => _opening.Open(_ledger.Known(AgeMs()), _damage, (session, noted) =>
            {
                var free = _walIsSound && _reserve.IsSpent ? _reserve.Free : (long?)null;
                _uncertain.Settle(session, noted, _time.GetUtcNow().ToUnixTimeMilliseconds(), AgeMs(), free);
                return session;
            }));
        }
        catch (SqliteException exception) when (FindsRoom(exception))
        {
            Fault = SqliteFailures.ExplainFull(exception, _folder.File);
            return TryRecover();
        }
        catch (SqliteException exception)
        {
            Fault = SqliteFailures.Explain(exception, _folder.File);
        }
        catch (OutboxException exception)
        {
            Fault = exception;
        }

        if (Session is null)
        {
            _failedAt = _time.GetTimestamp();
            return false;
        }

        if (!_reserve.IsSpent)
        {
            // The reserve may have been deleted together with the folder.
            _reserve.Prepare();
        }

        if (_reserve.IsSpent)
        {
            Fault = Fault is { Kind: OutboxFailure.Full } full ? full : NoRoom();
            Log.MarksOnly(_logger, _folder.File);
        }
        else
        {
            Log.StorageBack(_logger, _folder.File, _uncertain.Found.Count);
            _walIsSound = true;
            Fault = null;
        }

        _damage = null;
        AfterOpening();
        Opened?.Invoke(this, EventArgs.Empty);
        return true;
    }

    private void AfterOpening()
    {
        WriteNote();
        if (_opening.Replaced is { } replaced)
        {
            _replacedAt = _time.GetTimestamp();
            Log.Replaced(_logger, replaced);
            _options.Trouble?.Invoke(new StoreTrouble(StoreTroubleKind.Replaced, replaced));
        }
    }

    private OutboxException NoRoom() => new(
        OutboxFailure.Full, $"The disk that holds the store '{_folder.File}' has no room for the reserve of {_options.ReserveBytes} bytes.");
}
