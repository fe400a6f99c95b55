using StationAgent.Telemetry.Outbox.Bookkeeping;

namespace StationAgent.Telemetry.Outbox.Writing;

/// <summary>Asks the writer to write gathered marks and to do the regular maintenance. No caller waits for either.</summary>
internal sealed class Housekeeping : IAsyncDisposable
{
    // Half of the marks that delivery allows to be unwritten: the other half may gather while these are synced.
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
        _markTimer = time.CreateTimer(_ => MarkTimerFired(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _maintenanceTimer = time.CreateTimer(_ => RequestMaintenance(), null, options.MaintenanceInterval, options.MaintenanceInterval);
    }

    /// <summary>Schedules the writing of marks.</summary>
    public void ScheduleMarks()
    {
        if (_ledger.UnwrittenCount < MarksThatGoAtOnce || !TryFlush())
        {
            StartMarkTimer();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _markTimer.DisposeAsync();
        await _maintenanceTimer.DisposeAsync();
    }

    private void StartMarkTimer()
    {
        if (Interlocked.Exchange(ref _markTimerRuns, 1) == 0)
        {
            _markTimer.Change(_markDelay, Timeout.InfiniteTimeSpan);
        }
    }

    private void MarkTimerFired()
    {
        Volatile.Write(ref _markTimerRuns, 0);
        if (!TryFlush())
        {
            StartMarkTimer();
        }
    }

    /// <returns>False when marks are already being written: those that came since then have to wait for the next time.</returns>
    private bool TryFlush()
    {
        if (Interlocked.Exchange(ref _flushWaits, 1) != 0)
        {
            return false;
        }

        // The next transaction includes the marks, so a full queue needs no request for them.
        _writer.DemandMarks();
        if (!_writer.TryEnqueue(new HousekeepingRequest(_ => { }, FlushEnded, FlushEnded)))
        {
            FlushEnded();
        }

        return true;
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
