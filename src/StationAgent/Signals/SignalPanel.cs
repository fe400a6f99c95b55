using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using StationAgent.Clock;
using StationAgent.Contracts;
using StationAgent.DropOff;
using StationAgent.Signals.Patterns;
using StationAgent.Station;
using StationAgent.Station.Reporting;

namespace StationAgent.Signals;

/// <summary>
/// Lamps and buzzer. Callers only record what has to be shown; one loop switches the outputs and opens them again when they fail. A station
/// without lamps still serves people who know it, so a failure is reported and stops nothing.
/// </summary>
/// <param name="open">Opens the outputs and switches these on; may throw.</param>
/// <param name="outcomeFor">How long an outcome is shown.</param>
/// <param name="time">Station time.</param>
/// <param name="logger">Receives a message when the outputs are lost and when they are back.</param>
internal sealed class SignalPanel(Func<Outputs, ISignalPort> open, TimeSpan outcomeFor, TimeProvider time, ILogger<SignalPanel> logger) : IIndicator, IHealthSource, IStationTask
{
    /// <summary>Lost outputs are opened again after this time.</summary>
    public static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(5);

    private readonly Lock _gate = new();
    private Scene _scene = Scene.AtStart(time.SinceBoot());
    private TaskCompletionSource _changed = NewChange();
    private string? _problem = "not opened yet";

    /// <summary>The state of the outputs.</summary>
    public PartHealth Health => Volatile.Read(ref _problem) is { } problem ? new PartHealth(PartState.Degraded, problem) : PartHealth.Ok;

    /// <inheritdoc/>
    public event Action? HealthChanged;

    /// <inheritdoc/>
    public HealthState AddTo(HealthState health) => health with { Signals = Health };

    /// <inheritdoc/>
    public void ShowStatus(StationStatus status) => Change(scene => scene.With(status, time.SinceBoot()));

    /// <inheritdoc/>
    public void ShowOutcome(long number, Outcome outcome, ImmutableArray<string> reasons) => Change(scene => scene.With(outcome, time.SinceBoot()));

    /// <summary>Switches the outputs until cancelled, and then leaves the lamp "out of service" lit.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            try
            {
                await ShowAsync(cancellationToken);
            }
            catch (Exception failure) when (failure is not OutOfMemoryException)
            {
                // A driver may fail in any way; every failure means the same: the lamps cannot be seen.
                ReportLost(failure.Message);
            }

            await Task.Delay(RetryAfter, time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private static TaskCompletionSource NewChange() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private async Task ShowAsync(CancellationToken cancellationToken)
    {
        var (shown, until, changed) = Look();
        using var port = open(shown);
        port.Set(shown);
        ReportBack();
        while (!cancellationToken.IsCancellationRequested)
        {
            var left = until is { } edge ? edge - time.SinceBoot() : Timeout.InfiniteTimeSpan;
            if (until is null || left > TimeSpan.Zero)
            {
                await changed.WaitAsync(left, time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }

            (var on, until, changed) = Look();
            if (on != shown && !cancellationToken.IsCancellationRequested)
            {
                port.Set(on);
                shown = on;
            }
        }

        port.Set(Outputs.OutOfService);
    }

    private (Outputs On, TimeSpan? Until, Task Changed) Look()
    {
        lock (_gate)
        {
            var (on, until) = SignalPatterns.At(_scene, time.SinceBoot(), outcomeFor);
            return (on, until, _changed.Task);
        }
    }

    private void Change(Func<Scene, Scene> change)
    {
        TaskCompletionSource changed;
        lock (_gate)
        {
            _scene = change(_scene);
            changed = _changed;
            _changed = NewChange();
        }

        changed.SetResult();
    }

    private void ReportLost(string why)
    {
        if (Interlocked.Exchange(ref _problem, why) != why)
        {
            Log.Lost(logger, why);
            HealthChanged?.Invoke();
        }
    }

    private void ReportBack()
    {
        if (Interlocked.Exchange(ref _problem, null) is not null)
        {
            Log.Back(logger);
            HealthChanged?.Invoke();
        }
    }
}
