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
/// The store as the writer holds it: open, open for deliveries alone because the disk is full, or closed after an error. Used by the writer's
/// thread alone, except for <see cref="Fault"/> and <see cref="AgeMs"/>.
/// </summary>
internal sealed class StoreHolder : IDisposable
{
    private static readonly TimeSpan HousekeepingPause = TimeSpan.FromSeconds(5);

    // A disk that spoils every file would otherwise fill up with damaged stores and push the first one out.
    private static readonly TimeSpan ReplacementPause = TimeSpan.FromMinutes(1);

    private readonly StoreFolder _folder;
    private readonly OutboxOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly Ledger _ledger;
    private readonly StoreReading _reading;
    private readonly OutboxMetrics _metrics;
    private readonly UncertainCommits _uncertain;
    private readonly StoreOpening _opening;
    private readonly StoreNote _note;
    private readonly StoreReserve _reserve;
    private readonly long _openedAt;
    private readonly long _ageAtOpening;
    private long _failedAt;
    private long? _replacedAt;
    private string? _damage;
    private bool _logIsSound = true;

    /// <exception cref="OutboxException">The store cannot be opened.</exception>
    public StoreHolder(
        StoreFolder folder, OutboxOptions options, TimeProvider time, ILogger logger, Ledger ledger, StoreReading reading, OutboxMetrics metrics)
    {
        _folder = folder;
        _options = options;
        _time = time;
        _logger = logger;
        _ledger = ledger;
        _reading = reading;
        _metrics = metrics;
        _uncertain = new UncertainCommits(folder.File, options, ledger);
        _opening = new StoreOpening(folder.Path, options, time);
        _note = new StoreNote(folder.Path);
        _reserve = new StoreReserve(folder.Path, options.ReserveBytes, time);
        Session = OpenFirst();
        folder.Sync();
        _openedAt = time.GetTimestamp();
        _ageAtOpening = ledger.Figures.AgeMs;
        AfterOpening();
    }

    /// <summary>Raised when the store has been opened again: there may be events that nobody was told of.</summary>
    public event EventHandler? Opened;

    /// <summary>Null while the store is closed after an error.</summary>
    public StoreSession? Session { get; private set; }

    /// <summary>Why nothing can be stored at present; null when all is well.</summary>
    public OutboxException? Fault { get; private set; }

    /// <summary>Why nothing new is taken although deliveries are recorded; null when that is not so.</summary>
    public OutboxException? Refusal => _reserve.IsSpent ? Fault : null;

    /// <summary>True when the room for recording deliveries goes.</summary>
    public bool IsRunningOut => _reserve.IsRunningOut;

    /// <summary>Events whose commit ended in an error and that nobody has looked for yet.</summary>
    public IReadOnlySet<EventId> Uncertain => _uncertain.Uncertain;

    /// <summary>Running time of the store, in milliseconds.</summary>
    public long AgeMs() => _ageAtOpening + (long)_time.GetElapsedTime(_openedAt).TotalMilliseconds;

    /// <summary>Sees to it that the store is open, if it can be.</summary>
    /// <param name="insists">False for housekeeping, which does not try again when the disk has just failed.</param>
    /// <returns>False when it is not.</returns>
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

    /// <summary>Tells what an error means. When the disk is full the reserve is given to the store.</summary>
    public OutboxException Explain(SqliteException cause)
    {
        _logIsSound &= SqliteFailures.IsFull(cause);
        if (!FindsRoom(cause))
        {
            return SqliteFailures.Explain(cause, _folder.File);
        }

        // Closing the connection would carry the log over, which may need room itself.
        Session?.KeepLog();
        return SqliteFailures.ExplainFull(cause, _folder.File);
    }

    /// <summary>What a commit that succeeded is worth: writing and syncing a deleted file succeeds. Null when all is well.</summary>
    public OutboxException? FindMisplaced() => Session!.IsInPlace
        ? null
        : new OutboxException(OutboxFailure.InputOutput, $"The store '{_folder.File}' was deleted or replaced while it was in use.");

    /// <summary>Closes the store after an error and tries to open it again at once.</summary>
    /// <param name="fault">The error.</param>
    /// <param name="uncertain">Events whose commit ended in it.</param>
    /// <returns>Those that are or may be on disk.</returns>
    public IReadOnlySet<EventId> GiveUp(OutboxException fault, IReadOnlyList<AppendedRow> uncertain)
    {
        Close(fault);
        _uncertain.Remember(uncertain);

        // Looking at once tells the callers for certain, if the disk lets it.
        return TryRecover() ? _uncertain.Found : _uncertain.Uncertain;
    }

    public void WriteNote() => _note.Write(_ledger.Epochs, _ledger.Figures.Last, _ledger.Session);

    public void Dispose()
    {
        CloseSession();
        _note.Dispose();
    }

    private StoreSession OpenFirst()
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

    private StoreSession LoadFirst(StoreSession session, NotedFigures? noted)
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

    /// <summary>Once the disk has room again the reserve is made first; the store opens anew and proves itself by a fresh write.</summary>
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

            // No reader may hold the log while it is carried over, nor keep what it has cached.
            Session = _reading.WhileClosed(() => _opening.Open(_ledger.Known(AgeMs()), _damage, (session, noted) =>
            {
                var free = _logIsSound && _reserve.IsSpent ? _reserve.Free : (long?)null;
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
            // It may have gone with the folder.
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
            _logIsSound = true;
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
            Log.Replaced(_logger, replaced.Detail);
            _options.Trouble?.Invoke(new StoreTrouble(StoreTroubleKind.Replaced, replaced.Detail));
        }
    }

    private OutboxException NoRoom() => new(
        OutboxFailure.Full, $"The disk that holds the store '{_folder.File}' has no room for the reserve of {_options.ReserveBytes} bytes.");
}
