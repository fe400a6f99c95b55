using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using StationAgent.Clock;
using StationAgent.Contracts;
using StationAgent.DropOff;
using StationAgent.Signals.Patterns;
using StationAgent.Station;
using StationAgent.Station.Reporting;

namespace StationAgent.Signals;

/// <summary>A display that shows the person at the station the state of the station and how the piece was judged. A failure is reported and stops nothing.</summary>
/// <param name="open">Opens the display; may throw.</param>
/// <param name="texts">The words.</param>
/// <param name="outcomeFor">How long an outcome is shown.</param>
/// <param name="time">Station time.</param>
/// <param name="logger">Receives a message when the display is lost and when it is back.</param>
internal sealed class VisitorDisplay(Func<IOutput<VisitorMessage>> open, VisitorTexts texts, TimeSpan outcomeFor, TimeProvider time, ILogger<VisitorDisplay> logger)
    : IIndicator, IStationObserver, IHealthSource, IStationTask
{
    private readonly OutputLoop<VisitorScene, VisitorMessage> _loop = new(
        new VisitorScene(Scene.AtStart(time.SinceBoot()), texts),
        (scene, now) => scene.At(now, outcomeFor),
        _ => open(),
        texts.Of(StationStatus.OutOfService),
        time,
        why => Log.DisplayLost(logger, why),
        () => Log.DisplayBack(logger));

    /// <inheritdoc/>
    public event Action? HealthChanged
    {
        add => _loop.HealthChanged += value;
        remove => _loop.HealthChanged -= value;
    }

    /// <summary>The health of the display.</summary>
    public PartHealth Health => _loop.Health;

    /// <inheritdoc/>
    public HealthState AddTo(HealthState health) => health with { Display = Health };

    /// <inheritdoc/>
    public void OnEffect(Effect effect)
    {
        if (effect is Effect.Commit commit)
        {
            _loop.Change(scene => scene.Storing(commit.Number, commit.Record.Mass?.Mass.Value));
        }
    }

    /// <inheritdoc/>
    public void ShowStatus(StationStatus status) => _loop.Change(scene => scene.With(status, time.SinceBoot()));

    /// <inheritdoc/>
    public void ShowOutcome(long number, Outcome outcome, ImmutableArray<string> reasons) =>
        _loop.Change(scene => scene.With(number, outcome, reasons, time.SinceBoot()));

    /// <summary>Keeps the display up to date until cancelled, and then leaves "out of service" on it.</summary>
    public Task RunAsync(CancellationToken cancellationToken) => _loop.RunAsync(cancellationToken);
}
