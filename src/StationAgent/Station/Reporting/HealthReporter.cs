using StationAgent.Clock;
using StationAgent.Contracts;
using StationAgent.DropOff;
using StationAgent.Telemetry.Delivery;
using StationAgent.Telemetry.Outbox;
using StationAgent.Weighing;

namespace StationAgent.Station.Reporting;

/// <summary>
/// Publishes <c>state/health</c>: at once when a part fails or works again, and when the lamp begins or ends to show out of service or maintenance, else at a
/// steady interval. The same goes to systemd as one line. It goes straight to the broker, not through the outbox, so that it is also sent when nothing can be stored.
/// </summary>
internal sealed class HealthReporter(
    Outbox outbox,
    TelemetryService telemetry,
    IServiceStatus service,
    IEnumerable<IHealthSource> sources,
    ClockSource clock,
    StationOptions options,
    TimeProvider time) : IStationObserver, IStationTask, IDisposable
{
    private readonly IHealthSource[] _sources = [.. sources];
    private readonly Lock _gate = new();
    private readonly Dictionary<StationFault, string> _faults = [];
    private readonly Dictionary<StationFault, string> _concerns = [];
    private readonly TimeSpan _started = time.SinceBoot();
    private readonly SemaphoreSlim _changed = new(0, 1);
    private StationStatus _status = StationStatus.Busy;

    /// <inheritdoc/>
    public void OnStep(StationSignal signal, DropOffState before, DropOffState after)
    {
        switch (signal)
        {
            case StationSignal.FaultRaised raised:
                lock (_gate)
                {
                    _faults[raised.Fault] = raised.Detail;
                }

                Wake();
                break;
            case StationSignal.FaultCleared cleared:
                lock (_gate)
                {
                    _faults.Remove(cleared.Fault);
                }

                Wake();
                break;
            case StationSignal.ConcernRaised raised:
                lock (_gate)
                {
                    _concerns[raised.Part] = raised.Detail;
                }

                Wake();
                break;
            case StationSignal.ConcernEnded ended:
                lock (_gate)
                {
                    _concerns.Remove(ended.Part);
                }

                Wake();
                break;
        }
    }

    /// <inheritdoc/>
    public void OnEffect(Effect effect)
    {
        if (effect is Effect.ShowStatus show)
        {
            var before = _status;
            _status = show.Status;
            if (before != show.Status && (IsLasting(before) || IsLasting(show.Status)))
            {
                Wake();
            }
        }
    }

    /// <inheritdoc/>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        foreach (var source in _sources)
        {
            source.HealthChanged += Wake;
        }

        while (!cancellationToken.IsCancellationRequested)
        {
            var health = Read();
            telemetry.SetState("health", StateWriter.Health(health));
            service.Status(Summarise(health, telemetry.Snapshot));
            using var timer = new CancellationTokenSource(options.HealthInterval, time);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(timer.Token, cancellationToken);
            await _changed.WaitAsync(either.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>Reads the present state of the station.</summary>
    public HealthState Read()
    {
        var now = clock.Read();
        var delivery = telemetry.Snapshot;
        var stall = telemetry.ReadStall();
        lock (_gate)
        {
            var health = new HealthState(
                now.Wall,
                _status,
                PartOf(StationFault.Scale),
                PartOf(StationFault.Camera),
                PartOf(StationFault.Model),
                PartOf(StationFault.Storage),
                DeliveryHealth.Of(delivery, stall, outbox.SetAsideCount),
                new BacklogState(outbox.Depth, outbox.SizeOnDisk, OldestPending(), outbox.SetAsideCount, delivery.AwaitingReceipt),
                Math.Round((time.SinceBoot() - _started).TotalSeconds, 1),
                now.StampAt(now.SinceBoot));
            return _sources.Aggregate(health, static (sofar, source) => source.AddTo(sofar));
        }
    }

    /// <summary>Publishes soon, because something has changed. Any thread may call it.</summary>
    public void Wake()
    {
        lock (_gate)
        {
            // One pending wake-up covers all changes that come before it is handled.
            if (_changed.CurrentCount == 0)
            {
                _changed.Release();
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _changed.Dispose();

    private static bool IsLasting(StationStatus status) => status is StationStatus.OutOfService or StationStatus.Maintenance;

    private static string Summarise(HealthState health, TelemetrySnapshot delivery)
    {
        var broker = delivery.Connected ? "broker connected" : $"broker not connected: {delivery.LastError ?? "no attempt yet"}";
        return $"{health.Status}, {health.Backlog.Events} events waiting, {broker}";
    }

    private DateTimeOffset? OldestPending()
    {
        try
        {
            return outbox.OldestPending();
        }
        catch (OutboxException)
        {
            // The field for storage reports this failure.
            return null;
        }
    }

    private PartHealth PartOf(StationFault part)
    {
        if (_faults.TryGetValue(part, out var fault))
        {
            return new PartHealth(PartState.Failed, fault);
        }

        return _concerns.TryGetValue(part, out var concern) ? new PartHealth(PartState.Degraded, concern) : PartHealth.Ok;
    }
}
