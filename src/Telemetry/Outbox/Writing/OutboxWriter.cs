using System.Globalization;
using System.Threading.Channels;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;
using StationAgent.Telemetry.Outbox.Bookkeeping;
using StationAgent.Telemetry.Outbox.Files;
using StationAgent.Telemetry.Outbox.Reading;
using StationAgent.Telemetry.Outbox.Recovery;
using StationAgent.Telemetry.Outbox.Rows;
using StationAgent.Telemetry.Outbox.Transactions;

namespace StationAgent.Telemetry.Outbox.Writing;

/// <summary>
/// Owns the one thread that writes. All waiting requests go into one transaction and share its sync. After an error the connection is
/// closed; the store counts as healthy only after it was opened again, its WAL was copied into the file, and a new write was synced.
/// </summary>
internal sealed class OutboxWriter : IAsyncDisposable
{
    private static readonly HashSet<EventId> None = [];

    private readonly string _file;
    private readonly OutboxOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly Ledger _ledger;
    private readonly OutboxMetrics _metrics;
    private readonly RequestQueue _requests;
    private readonly WritableStore _store;
    private readonly Thread _thread;
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private FileDamage? _reported;
    private bool _marksDue;

    /// <exception cref="OutboxException">The store cannot be opened.</exception>
    public OutboxWriter(
        StoreFolder folder, OutboxOptions options, TimeProvider time, ILogger logger, Ledger ledger, ReadSession reading, OutboxMetrics metrics)
    {
        _file = folder.File;
        _options = options;
        _time = time;
        _logger = logger;
        _ledger = ledger;
        _metrics = metrics;
        _requests = new RequestQueue(options.QueueCapacity);
        _thread = new Thread(Run) { IsBackground = true, Name = "outbox writer" };
        _store = new WritableStore(folder, options, time, logger, ledger, reading, metrics);
        _store.Opened += (_, _) => Appended?.Invoke(this, EventArgs.Empty);
        _thread.Start();
    }

    /// <summary>Why nothing can be stored at present; null when the store works.</summary>
    public OutboxException? Fault => _store.Fault;

    /// <summary>Raised on the writer's thread after events were committed.</summary>
    public event EventHandler? Appended;

    /// <summary>Raised on the writer's thread after marks were written, or could not be.</summary>
    public event EventHandler? MarksSettled;

    /// <summary>Running time of the store, in milliseconds.</summary>
    public long AgeMs() => _store.AgeMs();

    /// <summary>Runs something inside the next transaction and returns its result after the sync.</summary>
    /// <exception cref="OutboxException">The transaction failed, or the store has been closed.</exception>
    public Task<T> RequestAsync<T>(Func<WriteBatch, T> run, CancellationToken cancellationToken) =>
        RequestAsync(new AwaitedRequest<T>(run, cancellationToken), cancellationToken);

    /// <summary>Makes a request and returns its result after the sync.</summary>
    /// <exception cref="OutboxException">The transaction failed, or the store has been closed.</exception>
    public Task<T> RequestAsync<T>(AwaitedRequest<T> request, CancellationToken cancellationToken) =>
        TryEnqueue(request) ? request.Task : RequestWhenThereIsRoomAsync(request, cancellationToken);

    public bool TryEnqueue(WriteRequest request) => _requests.TryAdd(request);

    /// <summary>Includes the waiting marks in the next transaction. To have one soon, enqueue a request, even an empty one.</summary>
    public void DemandMarks() => Volatile.Write(ref _marksDue, true);

    /// <summary>Reports damage beyond a row that a reader has found: the store is replaced before the next write.</summary>
    public void Report(FileDamage damage)
    {
        Volatile.Write(ref _reported, damage);
        _requests.TryAdd(new HousekeepingRequest(_ => { }, () => { }));
    }

    /// <summary>Processes the queue, writes the remaining marks, and closes the file.</summary>
    public async ValueTask DisposeAsync()
    {
        _requests.Close();
        await _ended.Task;
        _requests.Dispose();
    }

    private async Task<T> RequestWhenThereIsRoomAsync<T>(AwaitedRequest<T> request, CancellationToken cancellationToken)
    {
        try
        {
            await _requests.AddAsync(request, cancellationToken);
        }
        catch (ChannelClosedException)
        {
            throw new OutboxException(OutboxFailure.Closed, $"The store '{_file}' has been closed.");
        }

        return await request.Task;
    }

    private void Run()
    {
        var batch = new List<WriteRequest>();
        while (_requests.Take(batch))
        {
            ProcessGroup(batch);
        }

        batch.Clear();
        batch.Add(new HousekeepingRequest(b => b.SetPair(PairKeys.Age, AgeMs().ToString(CultureInfo.InvariantCulture)), () => { }));
        DemandMarks();
        Process(batch);
        if (_store.Refusal is not null && _ledger.UnwrittenCount > 0)
        {
            // The disk became full while these marks were written; now there is the room that was reserved for them.
            batch.Clear();
            Process(batch);
        }

        _store.Dispose();
        _ended.TrySetResult();
    }

    /// <summary>Processes a group in one transaction, except for requests that have one of their own.</summary>
    private void ProcessGroup(List<WriteRequest> requests)
    {
        for (var alone = requests.FindIndex(request => request.IsAlone); alone >= 0; alone = requests.FindIndex(request => request.IsAlone))
        {
            if (alone > 0)
            {
                Process(requests.GetRange(0, alone));
            }

            Process(requests.GetRange(alone, 1));
            requests.RemoveRange(0, alone + 1);
            if (requests.Count == 0)
            {
                return;
            }
        }

        Process(requests);
    }

    private void Process(List<WriteRequest> requests)
    {
        if (Interlocked.Exchange(ref _reported, null) is { } reported)
        {
            _store.Replace(reported);
        }

        if (!_store.TryReady(requests.Exists(request => request.Insists)))
        {
            FailAll(requests, Fault!, _store.Uncertain);
            return;
        }

        var session = _store.Session!;
        var batch = new WriteBatch(session, _options, _ledger, _time.GetUtcNow().ToUnixTimeMilliseconds(), AgeMs()) { Refusal = _store.Refusal };
        var committing = false;
        try
        {
            session.Begin();
            if (_store.IsRunningOut)
            {
                batch.FreePages();
            }

            // Each transaction that writes marks has to write a page for them, so during many appends they wait until enough have gathered.
            if (Interlocked.Exchange(ref _marksDue, false) || batch.Refusal is not null || _store.IsRunningOut)
            {
                batch.WriteMarks();
            }

            if (!TryRunAll(requests, batch))
            {
                return;
            }

            committing = true;
            var started = _time.GetTimestamp();
            session.Commit();
            _metrics.Committed(_time.GetElapsedTime(started), batch.Appended.Count, batch.Evicted);
        }
        catch (SqliteException exception)
        {
            GiveUp(_store.Explain(exception), batch, committing, requests);
            return;
        }

        if (_store.FindMisplaced() is { } misplaced)
        {
            GiveUp(misplaced, batch, committing: true, requests);
            return;
        }

        _ledger.Apply(batch.Figures, batch.Pairs, batch.WrittenMarks, session.Epochs);
        batch.ApplyAnnouncement();
        _store.WriteNote();
        foreach (var request in requests)
        {
            request.Succeed();
        }

        foreach (var loss in batch.Losses)
        {
            Log.Evicted(_logger, loss.Detail);
            _options.Trouble?.Invoke(new StoreTrouble(StoreTroubleKind.Evicted, loss.Detail));
        }

        if (batch.HasNewEvents)
        {
            Appended?.Invoke(this, EventArgs.Empty);
        }

        if (batch.WrittenMarks.Count > 0)
        {
            MarksSettled?.Invoke(this, EventArgs.Empty);
        }
    }

    /// <summary>Runs each request. A request that throws is answered and leaves the batch; its number goes to the next one.</summary>
    /// <returns>False when the transaction was dropped, because the request that threw has it for itself.</returns>
    private bool TryRunAll(List<WriteRequest> requests, WriteBatch batch)
    {
        for (var i = 0; i < requests.Count; i++)
        {
            try
            {
                requests[i].Run(batch);
            }
            catch (Exception exception) when (exception is not SqliteException)
            {
                if (requests[i].IsAlone)
                {
                    _store.Session!.Rollback();
                    _ledger.Announcements.Release();
                    DemandMarks();
                    requests[i].Fail(exception, None);
                    return false;
                }

                requests[i].Fail(exception, None);
                requests.RemoveAt(i--);
            }
        }

        return true;
    }

    /// <param name="fault">The error.</param>
    /// <param name="batch">The transaction that failed.</param>
    /// <param name="committing">True when the commit itself failed: what it holds may be on disk.</param>
    /// <param name="requests">The requests of the transaction.</param>
    private void GiveUp(OutboxException fault, WriteBatch batch, bool committing, List<WriteRequest> requests)
    {
        // The caller of a request that is alone is told what became of it as a whole: no event of it is taken back.
        var isAlone = requests is [{ IsAlone: true }];
        var found = _store.GiveUp(fault, committing && !isAlone ? batch.Appended : []);
        DemandMarks();
        MarksSettled?.Invoke(this, EventArgs.Empty);
        if (isAlone && _store.Session is not null && requests[0].HasHappened)
        {
            requests[0].Succeed();
        }
        else
        {
            FailAll(requests, fault, found);
        }

        if (batch.Refusal is null && _store.Refusal is not null)
        {
            // Writes the marks of the failed transaction, for which there is room.
            TryEnqueue(new HousekeepingRequest(_ => { }, () => { }));
        }
    }

    private static void FailAll(List<WriteRequest> requests, OutboxException fault, IReadOnlySet<EventId> uncertain)
    {
        foreach (var request in requests)
        {
            request.Fail(fault, uncertain);
        }
    }
}
