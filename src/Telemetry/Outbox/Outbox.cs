using System.Diagnostics.CodeAnalysis;
using System.Diagnostics.Metrics;
using System.Globalization;
using Microsoft.Extensions.Logging;
using StationAgent.Failures;
using StationAgent.Telemetry.Outbox.Bookkeeping;
using StationAgent.Telemetry.Outbox.Files;
using StationAgent.Telemetry.Outbox.Reading;
using StationAgent.Telemetry.Outbox.Recovery;
using StationAgent.Telemetry.Outbox.Rows;
using StationAgent.Telemetry.Outbox.Writing;

namespace StationAgent.Telemetry.Outbox;

/// <summary>
/// Stores events on disk, in one sequence without holes, until the broker has acknowledged them and for a time after. An append returns
/// only after its record is synced. All members may be called from any thread; only one process at a time may hold a folder.
/// </summary>
[SuppressMessage("Design", "MA0049:Type name should not match containing namespace", Justification = "The class and the namespace of its parts share the name that everybody uses.")]
public sealed partial class Outbox : IAsyncDisposable
{
    private readonly StoreFolder _folder;
    private readonly OutboxOptions _options;
    private readonly ILogger _logger;
    private readonly Ledger _ledger = new();
    private readonly ReadSession _reading;
    private readonly OutboxMetrics _metrics;
    private readonly OutboxWriter _writer;
    private readonly Housekeeping _housekeeping;
    private int _awaitedAppends;
    private int _closed;

    private Outbox(StoreFolder folder, OutboxOptions options, TimeProvider time, ILogger logger)
    {
        _folder = folder;
        _options = options;
        _logger = logger;
        _reading = new ReadSession(folder.File, _ledger);
        _metrics = new OutboxMetrics(_ledger);
        try
        {
            _writer = new OutboxWriter(folder, options, time, logger, _ledger, _reading, _metrics);
        }
        catch
        {
            _metrics.Dispose();
            throw;
        }

        _metrics.Observe(() => SizeOnDisk, () => OldestPendingAge);
        _housekeeping = new Housekeeping(_writer, _ledger, options, time);
    }

    /// <summary>The last sequence number that was given; 0 before the first.</summary>
    public long LastSequence => _ledger.Figures.Last;

    /// <summary>The number of events that the broker has not acknowledged and that are not set aside.</summary>
    public long Depth => _ledger.Depth;

    /// <summary>The number of events that are set aside.</summary>
    public long SetAsideCount => _ledger.SetAsideCount;

    /// <summary>The size of the store's files on disk in bytes.</summary>
    public long SizeOnDisk => FileSize(_folder.File) + FileSize(_folder.File + "-wal");

    /// <summary>Why nothing can be stored at present; null when the store works. Cleared only by a new synced write.</summary>
    public OutboxException? Fault => _writer.Fault;

    /// <summary>Raised on the writer's thread after events were committed; handlers return at once.</summary>
    internal event EventHandler? Appended
    {
        add => _writer.Appended += value;
        remove => _writer.Appended -= value;
    }

    /// <summary>Raised when the last caller that waited for an append has been answered; handlers return at once.</summary>
    internal event EventHandler? AppendsEnded;

    /// <summary>True while a caller waits for an append.</summary>
    internal bool IsAppendAwaited => Volatile.Read(ref _awaitedAppends) > 0;

    /// <summary>The meter of this store.</summary>
    internal Meter Meter => _metrics.Meter;

    /// <summary>The counts as of the last commit.</summary>
    internal LedgerFigures Figures => _ledger.Figures;

    /// <summary>Raised on the writer's thread after marks were written, or could not be; handlers return at once.</summary>
    internal event EventHandler? MarksSettled
    {
        add => _writer.MarksSettled += value;
        remove => _writer.MarksSettled -= value;
    }

    /// <summary>The number of marks that are in memory and not yet on disk: a crash now would lose them.</summary>
    internal int UnwrittenMarks => _ledger.UnwrittenCount;

    /// <summary>Opens the store of a folder; creates both if they do not exist.</summary>
    /// <param name="directory">The folder; made with mode 0700.</param>
    /// <param name="options">Limits and intervals.</param>
    /// <param name="time">Wall time for the events, timestamps for durations.</param>
    /// <param name="logger">Where problems are reported.</param>
    /// <exception cref="OutboxException">
    /// The folder cannot be created or written, another process holds it, or the file was made by another program or by a later version,
    /// or is damaged and cannot be replaced.
    /// </exception>
    public static Outbox Open(string directory, OutboxOptions options, TimeProvider time, ILogger logger)
    {
        ArgumentException.ThrowIfNullOrEmpty(directory);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(time);
        ArgumentNullException.ThrowIfNull(logger);
        var folder = StoreFolder.Take(directory);
        try
        {
            var isNew = !File.Exists(folder.File);
            var outbox = new Outbox(folder, options, time, logger) { IsNew = isNew };
            Log.Opened(logger, folder.File, outbox.StoreEpoch, outbox.LastSequence, outbox.Depth, outbox.SetAsideCount);
            return outbox;
        }
        catch
        {
            folder.Dispose();
            throw;
        }
    }

    /// <summary>Stores an event and returns after it is synced to disk.</summary>
    /// <param name="topic">
    /// Topic suffix under the device's root, such as <c>evt/dropoff</c>: 1–200 characters without <c>+</c>, <c>#</c> and NUL.
    /// </param>
    /// <param name="cls">Decides when the event may be evicted at the store's limit.</param>
    /// <param name="render">
    /// Makes the bytes once the number is known. Pure and quick, because it runs on the writer's thread. What it throws is thrown here.
    /// </param>
    /// <param name="cancellationToken">Cancels the append as long as the writer has not begun with it.</param>
    /// <returns>The event's name.</returns>
    /// <exception cref="OutboxException">The event is not stored, or may be: see <see cref="OutboxException.UncertainId"/>.</exception>
    /// <exception cref="OperationCanceledException">The event is not stored.</exception>
    public Task<EventId> AppendAsync(string topic, EventClass cls, Func<EventId, byte[]> render, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(render);
        return AppendAsync(new EventDraft(topic, cls, render), cancellationToken);
    }

    /// <summary>Writes a small value and syncs it, to prove that the store works.</summary>
    /// <exception cref="OutboxException">The store does not work.</exception>
    public Task ProbeAsync(CancellationToken cancellationToken = default) => _writer.RequestAsync(
        batch =>
        {
            batch.DemandRoom();
            var number = long.TryParse(batch.Pair(PairKeys.Probe), out var last) ? last + 1 : 1;
            batch.SetPair(PairKeys.Probe, number.ToString(CultureInfo.InvariantCulture));
            return number;
        },
        cancellationToken);

    /// <summary>Increments the durable counter of sessions with the broker.</summary>
    /// <returns>The new number, from 1; never the same twice.</returns>
    /// <exception cref="OutboxException">The value could not be stored.</exception>
    public Task<long> NextSessionAsync(CancellationToken cancellationToken = default) => _writer.RequestAsync(
        batch =>
        {
            var number = long.TryParse(batch.Pair(PairKeys.Session), out var last) ? last + 1 : 1;
            batch.SetPair(PairKeys.Session, number.ToString(CultureInfo.InvariantCulture));
            return number;
        },
        cancellationToken);

    /// <summary>
    /// Stores a small text under a key, replacing the previous one, and returns after it is synced. A text that is the id of an event which has
    /// got a new id is stored as the new one.
    /// </summary>
    /// <exception cref="OutboxException">The value could not be stored.</exception>
    public Task SetNoteAsync(string key, string value, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(key);
        ArgumentNullException.ThrowIfNull(value);
        return _writer.RequestAsync(
            batch =>
            {
                batch.SetPair(PairKeys.NotePrefix + key, EventId.TryParse(value, out var id) ? _ledger.Current(id).ToString() : value);
                return true;
            },
            cancellationToken);
    }

    /// <summary>Returns the text that is stored under a key; null when there is none.</summary>
    public string? GetNote(string key) => _ledger.Pair(PairKeys.NotePrefix + key);

    /// <summary>
    /// Records that the broker has acknowledged events: at once in memory and soon on disk. After a crash in between they are sent again.
    /// </summary>
    public void MarkDelivered(params ReadOnlySpan<EventId> ids)
    {
        foreach (var id in ids)
        {
            // The number identifies the event only in the epoch that gave it.
            if (_ledger.Epochs.Gave(id))
            {
                _ledger.Mark(new UnwrittenMark(id.Sequence, MarkKind.Delivered, null));
            }
        }

        _housekeeping.ScheduleMarks();
    }

    /// <summary>Takes an event out of delivery without deleting it: at once in memory and soon on disk.</summary>
    /// <param name="id">The event.</param>
    /// <param name="reason">Why, for a person; at most 500 characters of it are kept.</param>
    public void SetAside(EventId id, string reason)
    {
        if (_ledger.Epochs.Gave(id))
        {
            _ledger.Mark(new UnwrittenMark(id.Sequence, MarkKind.SetAside, OutsideText.Short(reason, OutsideText.MaximumSentence)));
            _housekeeping.ScheduleMarks();
        }
    }

    /// <summary>Writes all marks that are still in memory.</summary>
    /// <exception cref="OutboxException">The marks could not be written.</exception>
    public Task FlushAsync(CancellationToken cancellationToken = default) => _writer.RequestAsync(
        batch =>
        {
            batch.WriteMarks();
            return true;
        },
        cancellationToken);

    /// <summary>
    /// Returns events to deliver, in number order, at most about 1 MiB of them. Damaged rows are set aside and reported.
    /// </summary>
    /// <param name="afterSequence">Only numbers above this one; 0 for all.</param>
    /// <param name="max">The largest number of events to return.</param>
    /// <param name="topic">Only this topic suffix; null for all.</param>
    /// <exception cref="OutboxException">The store cannot be read.</exception>
    public IReadOnlyList<StoredEvent> ReadPending(long afterSequence, int max, string? topic = null)
    {
        ObjectDisposedException.ThrowIf(Volatile.Read(ref _closed) != 0, this);
        while (true)
        {
            var found = ReadRows(afterSequence, max, topic, out var damaged);
            var marked = false;
            foreach (var row in damaged)
            {
                marked |= ReportDamage(row);
            }

            // Read again only if this thread marked something. What another thread has marked is skipped by the caller's next read.
            if (found.Count > 0 || !marked)
            {
                return found;
            }
        }
    }

    /// <summary>Returns events that are set aside, in number order, at most about 1 MiB of them. Damaged rows are skipped.</summary>
    /// <param name="afterSequence">Only numbers above this one; 0 for all.</param>
    /// <param name="max">The largest number of events to return.</param>
    /// <exception cref="OutboxException">The store cannot be read.</exception>
    internal IReadOnlyList<StoredEvent> ReadSetAside(long afterSequence, int max)
    {
        ObjectDisposedException.ThrowIf(Volatile.Read(ref _closed) != 0, this);
        return _reading.SetAside(afterSequence, max);
    }

    /// <summary>
    /// Returns events of a range of numbers in any state, in number order, at most about 1 MiB of them. Damaged rows are skipped: if they
    /// are pending, delivery finds and reports them.
    /// </summary>
    /// <param name="from">First number.</param>
    /// <param name="to">Last number.</param>
    /// <param name="max">The largest number of events to return.</param>
    /// <exception cref="OutboxException">The store cannot be read.</exception>
    public IReadOnlyList<StoredEvent> ReadRange(long from, long to, int max)
    {
        ObjectDisposedException.ThrowIf(Volatile.Read(ref _closed) != 0, this);
        var epoch = StoreEpoch;
        try
        {
            return _reading.Range(from, to, max);
        }
        catch (OutboxException exception) when (exception.Kind == OutboxFailure.Corrupt)
        {
            _writer.Report(new FileDamage(epoch, exception.Message));
            throw;
        }
    }

    /// <summary>
    /// Records soon on disk that an event that was set aside has been delivered after all; until then it counts as set aside.
    /// </summary>
    public void MarkReplayed(EventId id)
    {
        if (_ledger.Epochs.Gave(id))
        {
            _writer.TryEnqueue(new HousekeepingRequest(batch => batch.Restate(id.Sequence), () => { }));
        }
    }

    /// <summary>Returns the wall time at which the oldest pending event was stored; null when none is pending.</summary>
    /// <exception cref="OutboxException">The store cannot be read.</exception>
    public DateTimeOffset? OldestPending() => Depth > 0 && ReadPending(0, 1) is [var oldest, ..] ? oldest.RecordedAt : null;

    /// <summary>
    /// How long the oldest pending event has waited, in running time of the store, which no clock change affects; null when none is
    /// pending. Reads one small record.
    /// </summary>
    /// <exception cref="OutboxException">The store cannot be read.</exception>
    public TimeSpan? OldestPendingAge
    {
        get
        {
            ObjectDisposedException.ThrowIf(Volatile.Read(ref _closed) != 0, this);
            return Depth > 0 && _reading.OldestPending() is { } oldest
                ? TimeSpan.FromMilliseconds(Math.Max(0, _writer.AgeMs() - oldest.AgeMs))
                : null;
        }
    }

    /// <summary>The number of the oldest pending event; null when none is pending. Reads one small record.</summary>
    /// <exception cref="OutboxException">The store cannot be read.</exception>
    internal long? OldestPendingNumber
    {
        get
        {
            ObjectDisposedException.ThrowIf(Volatile.Read(ref _closed) != 0, this);
            return Depth > 0 ? _reading.OldestPending()?.Sequence : null;
        }
    }

    /// <summary>Stores what is queued and closes the file.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _closed, 1) != 0)
        {
            return;
        }

        await _housekeeping.DisposeAsync();
        _reading.Dispose();
        await _writer.DisposeAsync();
        _metrics.Dispose();
        _folder.Dispose();
    }

    private List<StoredEvent> ReadRows(long afterSequence, int max, string? topic, out List<DamagedRow> damaged)
    {
        var epoch = StoreEpoch;
        try
        {
            return _reading.Pending(afterSequence, max, topic, out damaged);
        }
        catch (OutboxException exception) when (exception.Kind == OutboxFailure.Corrupt)
        {
            _writer.Report(new FileDamage(epoch, exception.Message));
            throw;
        }
    }

    private bool ReportDamage(DamagedRow row)
    {
        var detail = OutsideText.Short(row.Detail, OutsideText.MaximumSentence);
        var marked = _ledger.Mark(new UnwrittenMark(row.Id.Sequence, MarkKind.SetAside, detail, IsDamage: true));
        if (marked)
        {
            Log.Damaged(_logger, detail);
            _housekeeping.ScheduleMarks();
            _options.Trouble?.Invoke(new StoreTrouble(StoreTroubleKind.RowDamaged, detail));
        }

        return marked;
    }

    private static long FileSize(string path) => new FileInfo(path) is { Exists: true } file ? file.Length : 0;
}
