namespace StationAgent.Telemetry.Outbox;

/// <summary>Has the writer do what nobody waits for: marks that have gathered, and maintenance now and then.</summary>
internal sealed class Housekeeping : IAsyncDisposable
{
    // Half of what delivery lets stand unwritten: the other half fills while these are synced.
    private const int MarksThatGoAtOnce = 128;

    private readonly OutboxWriter _writer;
    private readonly Ledger _ledger;
    private readonly Maintenance _maintenance;
    private readonly TimeSpan _markDelay;
    private readonly ITimer _markTimer;
    private readonly ITimer _maintenanceTimer;
    private int _markTimerRuns;
    private int _flushWaits;

    public Housekeeping(OutboxWriter writer, Ledger ledger, OutboxOptions options, TimeProvider time)
    {
        _writer = writer;
        _ledger = ledger;
        _maintenance = new Maintenance(options);
        _markDelay = options.MarkDelay;
        _markTimer = time.CreateTimer(_ => RequestFlush(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _maintenanceTimer = time.CreateTimer(_ => RequestMaintenance(), null, options.MaintenanceInterval, options.MaintenanceInterval);
    }

    /// <summary>There is a mark to write.</summary>
    public void ScheduleMarks()
    {
        if (_ledger.UnwrittenCount >= MarksThatGoAtOnce)
        {
            RequestFlush();
        }
        else if (Interlocked.Exchange(ref _markTimerRuns, 1) == 0)
        {
            _markTimer.Change(_markDelay, Timeout.InfiniteTimeSpan);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _markTimer.DisposeAsync();
        await _maintenanceTimer.DisposeAsync();
    }

    // Every transaction takes the waiting marks along, so that a full queue needs no request of its own.
    private void RequestFlush()
    {
        Volatile.Write(ref _markTimerRuns, 0);
        if (Interlocked.Exchange(ref _flushWaits, 1) == 0
            && !_writer.TryEnqueue(new HousekeepingRequest(_ => FlushEnded(), () => { }, FlushEnded)))
        {
            FlushEnded();
        }
    }

    private void FlushEnded() => Volatile.Write(ref _flushWaits, 0);

    private void RequestMaintenance()
    {
        var more = false;
        _writer.TryEnqueue(new HousekeepingRequest(
            batch => more = _maintenance.Turn(batch),
            () =>
            {
                if (more)
                {
                    RequestMaintenance();
                }
            }));
    }
}
