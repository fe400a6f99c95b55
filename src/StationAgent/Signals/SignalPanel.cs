using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using StationAgent.Clock;
using StationAgent.Contracts;
using StationAgent.DropOff;
using StationAgent.Signals.Patterns;
using StationAgent.Station;
using StationAgent.Station.Reporting;

namespace StationAgent.Signals;

/// <summary>Lamps and buzzer, or an LED strip in their place. A failure is reported and stops nothing.</summary>
/// <param name="open">Opens the outputs and switches these on; may throw.</param>
/// <param name="outcomeFor">How long an outcome is shown.</param>
/// <param name="time">Station time.</param>
/// <param name="logger">Receives a message when the outputs are lost and when they are back.</param>
/// <param name="hasOneLamp">True when colours share one lamp, so that an accepted piece has to blink to differ from a ready station.</param>
internal sealed class SignalPanel(
    Func<Outputs, ISignalPort> open, TimeSpan outcomeFor, TimeProvider time, ILogger<SignalPanel> logger, bool hasOneLamp = false)
    : IIndicator, IStationObserver, IHealthSource, IStationTask
{
    private readonly OutputLoop<Scene, Outputs> _loop = new(
        Scene.AtStart(time.SinceBoot()),
        (scene, now) => SignalPatterns.At(scene, now, outcomeFor, hasOneLamp),
        open,
        Outputs.OutOfService,
        time,
        why => Log.Lost(logger, why),
        () => Log.Back(logger));

    /// <inheritdoc/>
    public event Action? HealthChanged
    {
        add => _loop.HealthChanged += value;
        remove => _loop.HealthChanged -= value;
    }

    /// <summary>The health of the outputs.</summary>
    public PartHealth Health => _loop.Health;

    /// <inheritdoc/>
    public HealthState AddTo(HealthState health) => health with { Signals = Health };

    /// <inheritdoc/>
    public void OnEffect(Effect effect)
    {
        if (effect is Effect.Commit commit)
        {
            _loop.Change(scene => scene.Storing(commit.Number, commit.Record.Disposition));
        }
    }

    /// <inheritdoc/>
    public void ShowStatus(StationStatus status) => _loop.Change(scene => scene.With(status, time.SinceBoot()));

    /// <inheritdoc/>
    public void ShowOutcome(long number, Outcome outcome, ImmutableArray<string> reasons) => _loop.Change(scene => scene.With(number, outcome, time.SinceBoot()));

    /// <summary>Switches the outputs until cancelled, and then leaves the lamp "out of service" lit.</summary>
    public Task RunAsync(CancellationToken cancellationToken) => _loop.RunAsync(cancellationToken);
}
