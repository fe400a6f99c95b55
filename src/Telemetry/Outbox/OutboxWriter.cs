using System.Globalization;
using System.Threading.Channels;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;

namespace StationAgent.Telemetry.Outbox;

/// <summary>
/// The one thread that writes. All requests that wait go into one transaction and share its sync. After an error the connection is closed;
/// the store counts as healthy only after it was opened again, its log was carried into the file, and a fresh write was synced.
/// </summary>
internal sealed class OutboxWriter : IAsyncDisposable
{
    private const int MaximumBatch = 256;
    private static readonly TimeSpan HousekeepingPause = TimeSpan.FromSeconds(5);
    private static readonly HashSet<EventId> None = [];

    private readonly StoreFolder _folder;
    private readonly OutboxOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly Ledger _ledger;
    private readonly StoreReading _reading;
    private readonly OutboxMetrics _metrics;
    private readonly Channel<WriteRequest> _requests;
    private readonly Recovery _recovery;
    private readonly Thread _thread;
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly long _openedAt;
    private readonly long _ageAtOpening;
    private StoreSession? _session;
    private long _failedAt;

    /// <exception cref="OutboxException">The store cannot be opened.</exception>
    public OutboxWriter(
        StoreFolder folder, OutboxOptions options, TimeProvider time, ILogger logger, Ledger ledger, StoreReading reading, OutboxMetrics metrics)
    {
        _folder = folder;
        _options = options;
        _time = time;
        _logger = logger;
        _ledger = ledger;
        _reading = reading;
        _metrics = metrics;
        _recovery = new Recovery(folder.File, options, ledger);
        _requests = Channel.CreateBounded<WriteRequest>(new BoundedChannelOptions(options.QueueCapacity) { SingleReader = true });
        _thread = new Thread(Run) { IsBackground = true, Name = "outbox writer" };
        try
        {
            _session = new StoreSession(folder.File);
            var dropped = ledger.Load(_session.Connection, _session.Epochs);
            if (dropped > 0)
            {
                Log.MarksDropped(logger, folder.File, dropped);
            }
        }
        catch (SqliteException exception)
        {
            _session?.Dispose();
            throw SqliteFailures.Explain(exception, folder.File);
        }
        catch
        {
            _session?.Dispose();
            throw;
        }

        folder.Sync();
        _openedAt = time.GetTimestamp();
        _ageAtOpening = ledger.Figures.AgeMs;
        _thread.Start();
    }

    /// <summary>Why nothing can be stored at present; null when all is well.</summary>
    public OutboxException? Fault { get; private set; }

    /// <summary>Raised on the writer's thread after events were committed.</summary>
    public event EventHandler? Appended;

    public ValueTask EnqueueAsync(WriteRequest request, CancellationToken cancellation) => _requests.Writer.WriteAsync(request, cancellation);

    public bool TryEnqueue(WriteRequest request) => _requests.Writer.TryWrite(request);

    /// <summary>Does what is queued, writes what marks are left, and closes the file.</summary>
    public async ValueTask DisposeAsync()
    {
        _requests.Writer.TryComplete();
        await _ended.Task;
    }

    private void Run()
    {
        var batch = new List<WriteRequest>(MaximumBatch);
        while (_requests.Reader.WaitToReadAsync().AsTask().GetAwaiter().GetResult())
        {
            batch.Clear();
            while (batch.Count < MaximumBatch && _requests.Reader.TryRead(out var request))
            {
                batch.Add(request);
            }

            Process(batch);
        }

        batch.Clear();
        batch.Add(new HousekeepingRequest(b => b.SetPair(PairKeys.Age, AgeMs().ToString(CultureInfo.InvariantCulture)), () => { }));
        Process(batch);
        _session?.Dispose();
        _ended.TrySetResult();
    }

    private void Process(List<WriteRequest> requests)
    {
        if (_session is null && !Reopen(requests))
        {
            FailAll(requests, Fault!, _recovery.Uncertain);
            return;
        }

        var session = _session!;
        var batch = new WriteBatch(session, _options, _ledger, _time.GetUtcNow().ToUnixTimeMilliseconds(), AgeMs());
        var committing = false;
        try
        {
            session.Begin();
            RunAll(requests, batch);
            batch.WriteMarks(_ledger.UnwrittenMarks());
            committing = true;
            var started = _time.GetTimestamp();
            session.Commit();
            _metrics.Committed(_time.GetElapsedTime(started), batch.Appended.Count, batch.Evicted);
        }
        catch (SqliteException exception)
        {
            GiveUp(SqliteFailures.Explain(exception, _folder.File), committing ? batch.Appended : [], requests);
            return;
        }

        _ledger.Apply(batch);
        foreach (var request in requests)
        {
            request.Succeed();
        }

        if (batch.Appended.Count > 0)
        {
            Appended?.Invoke(this, EventArgs.Empty);
        }
    }

    /// <summary>Runs each request; one that throws is answered and leaves the batch, and its number goes to the next.</summary>
    private static void RunAll(List<WriteRequest> requests, WriteBatch batch)
    {
        for (var i = 0; i < requests.Count; i++)
        {
            try
            {
                requests[i].Run(batch);
            }
            catch (Exception exception) when (exception is not SqliteException)
            {
                requests[i].Fail(exception, None);
                requests.RemoveAt(i--);
            }
        }
    }

    private void GiveUp(OutboxException fault, IReadOnlyList<AppendedRow> uncertain, List<WriteRequest> requests)
    {
        Log.StorageFailed(_logger, fault.Message, fault);
        _session?.Dispose();
        _session = null;
        Fault = fault;
        _failedAt = _time.GetTimestamp();
        _recovery.Remember(uncertain);

        // Looking at once tells the callers for certain, if the disk lets it.
        var found = TryRecover() ? _recovery.Found : _recovery.Uncertain;
        FailAll(requests, fault, found);
    }

    private bool Reopen(List<WriteRequest> requests)
    {
        var insists = requests.Exists(r => r.Insists);
        return (insists || _time.GetElapsedTime(_failedAt) >= HousekeepingPause) && TryRecover();
    }

    private bool TryRecover()
    {
        try
        {
            // No reader may hold the log while it is carried over, nor keep what it has cached.
            _session = _reading.WhileClosed(() => _recovery.Open(_time.GetUtcNow().ToUnixTimeMilliseconds(), AgeMs()));
        }
        catch (SqliteException exception)
        {
            Fault = SqliteFailures.Explain(exception, _folder.File);
        }
        catch (OutboxException exception)
        {
            Fault = exception;
        }

        if (_session is null)
        {
            _failedAt = _time.GetTimestamp();
            return false;
        }

        Log.StorageBack(_logger, _folder.File, _recovery.Found.Count);
        Fault = null;
        Appended?.Invoke(this, EventArgs.Empty);
        return true;
    }

    private static void FailAll(List<WriteRequest> requests, OutboxException fault, IReadOnlySet<EventId> uncertain)
    {
        foreach (var request in requests)
        {
            request.Fail(fault, uncertain);
        }
    }

    private long AgeMs() => _ageAtOpening + (long)_time.GetElapsedTime(_openedAt).TotalMilliseconds;
}
