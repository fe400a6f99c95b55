using StationAgent.Clock;
using StationAgent.Contracts;
using StationAgent.DropOff;
using StationAgent.Station.Recording;
using StationAgent.Weighing;

namespace StationAgent.Station.Reporting;

/// <summary>Reports a station that has not been ready for a while though nobody uses it: an alarm, a line in the log, and <c>state/health</c> name the cause and the remedy.</summary>
internal sealed class ReadinessWatch(LoadTracker tracker, AlarmLimiter alarms, WeighingOptions weighing, DropOffRules rules, TimeProvider time)
    : IStationObserver, IStationTask, IHealthSource
{
    /// <summary>Delays below this are not worth reporting: the pictures are taken while the piece still comes to rest.</summary>
    private static readonly TimeSpan ReportedDelay = TimeSpan.FromSeconds(0.5);

    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(5);

    private readonly Lock _gate = new();
    private readonly Dictionary<StationFault, string> _reasons = [];
    private TimeSpan _readyAt = time.SinceBoot();
    private DropOffState? _state;
    private LoadUnrest? _unrest;
    private FaultSet _told;
    private FaultSet _proven;
    private NotReady? _cause;
    private TimeSpan _delay;

    /// <inheritdoc/>
    public event Action? HealthChanged;

    /// <inheritdoc/>
    public void OnStep(StationSignal signal, DropOffState before, DropOffState after)
    {
        lock (_gate)
        {
            _state = after;
            switch (signal)
            {
                case StationSignal.Tick:
                    _unrest = tracker.Unrest;
                    break;
                case StationSignal.FaultRaised raised:
                    _told = _told.With(raised.Fault);
                    _reasons[raised.Fault] = raised.Detail;
                    break;
                case StationSignal.FaultCleared cleared:
                    _told = _told.Without(cleared.Fault);
                    _proven = _proven.With(cleared.Fault);
                    break;
            }

            if (after is DropOffState.Ready)
            {
                _readyAt = signal.At;
            }
        }
    }

    /// <inheritdoc/>
    public void OnEffect(Effect effect)
    {
        if (effect is Effect.ShowOutcome)
        {
            lock (_gate)
            {
                // Somebody uses the station.
                _readyAt = time.SinceBoot();
            }
        }
    }

    /// <inheritdoc/>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(LookEvery, time);
        try
        {
            while (await timer.WaitForNextTickAsync(cancellationToken))
            {
                if (Look(time.SinceBoot()) is { } cause)
                {
                    await alarms.RaiseAsync(cause.Cause, cause.Detail, cancellationToken);
                }

                foreach (var alarm in FailedSinceStart(time.SinceBoot()))
                {
                    await alarms.RaiseAsync(alarm.Cause, alarm.Detail, cancellationToken);
                }
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The service is ending, which is not a failure.
        }
    }

    /// <inheritdoc/>
    public HealthState AddTo(HealthState health)
    {
        lock (_gate)
        {
            var told = _cause switch
            {
                { Part: StationFault.Scale } cause => health with { Scale = Worse(health.Scale, cause.Detail) },
                { Part: StationFault.Camera } cause => health with { Camera = Worse(health.Camera, cause.Detail) },
                _ => health,
            };
            return _delay < ReportedDelay ? told : told with { CameraDelaySeconds = Math.Round(_delay.TotalSeconds, 1) };
        }
    }

    /// <summary>Finds the present cause, and reports a change of it.</summary>
    /// <returns>Null while there is none.</returns>
    private NotReady? Look(TimeSpan now)
    {
        bool hasChanged;
        NotReady? cause;
        lock (_gate)
        {
            cause = _state is { } state
                ? Readiness.CauseOf(state, now - _readyAt, _told, _unrest, weighing.Stabiliser, rules.StableTimeout)
                : null;
            var delay = _state?.Memory.CameraDelay.Largest ?? TimeSpan.Zero;
            hasChanged = cause?.Cause != _cause?.Cause || (delay - _delay).Duration() >= ReportedDelay;
            (_cause, _delay) = (cause, delay);
        }

        if (hasChanged)
        {
            HealthChanged?.Invoke();
        }

        return cause;
    }

    // The machine raises an alarm when a part fails. One that has not worked since the start did not fail: it never worked.
    private Effect.RaiseAlarm[] FailedSinceStart(TimeSpan now)
    {
        lock (_gate)
        {
            return _state is DropOffState.OutOfService state && now - _readyAt >= Readiness.Patience
                ?
                [
                    .. _reasons
                        .Where(one => one.Key is StationFault.Scale or StationFault.Camera && state.Memory.Faults.Has(one.Key) && !_proven.Has(one.Key))
                        .Select(static one => DropOffMachine.AlarmOf(one.Key, one.Value)),
                ]
                : [];
        }
    }

    private static PartHealth Worse(PartHealth part, string detail) =>
        part.State == PartState.Ok ? new PartHealth(PartState.Degraded, detail) : part with { Detail = part.Detail is null ? detail : $"{part.Detail}; {detail}" };
}
