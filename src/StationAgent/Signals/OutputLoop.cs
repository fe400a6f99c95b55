using StationAgent.Clock;
using StationAgent.Contracts;

namespace StationAgent.Signals;

/// <summary>
/// Keeps one device up to date. A caller only notes what has to be shown; one loop sets it on the device, and opens the device again after a failure.
/// People who know the station can use it without lamps or display, so a failure is reported and stops nothing.
/// </summary>
/// <typeparam name="TScene">What is known; what the device shows follows from it and the time.</typeparam>
/// <typeparam name="TShown">What the device can show.</typeparam>
/// <param name="start">What is known at first.</param>
/// <param name="look">Computes what has to be shown at a time since boot, and until when; null until the scene changes.</param>
/// <param name="open">Opens the device so that it shows this at once; may throw.</param>
/// <param name="atEnd">What is left on the device.</param>
/// <param name="time">Station time.</param>
/// <param name="onLost">Logs that the device is lost, and why.</param>
/// <param name="onBack">Logs that the device works.</param>
internal sealed class OutputLoop<TScene, TShown>(
    TScene start,
    Func<TScene, TimeSpan, (TShown Shown, TimeSpan? Until)> look,
    Func<TShown, IOutput<TShown>> open,
    TShown atEnd,
    TimeProvider time,
    Action<string> onLost,
    Action onBack)
{
    /// <summary>A lost device is opened again after this time.</summary>
    public static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(5);

    /// <summary>What is shown is set again after this time: a device that lost its power shows it again, and one that was unplugged is noticed.</summary>
    public static readonly TimeSpan RefreshAfter = TimeSpan.FromSeconds(30);

    private readonly Lock _gate = new();
    private TScene _scene = start;
    private TaskCompletionSource _changed = NewChange();
    private string? _problem = "not opened yet";

    /// <summary>Raised when the device fails or works again; on any thread.</summary>
    public event Action? HealthChanged;

    /// <summary>The health of the device.</summary>
    public PartHealth Health => Volatile.Read(ref _problem) is { } problem ? new PartHealth(PartState.Degraded, problem) : PartHealth.Ok;

    /// <summary>Changes the scene; returns at once.</summary>
    public void Change(Func<TScene, TScene> change)
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

    /// <summary>Keeps the device up to date until cancelled, and then sets what is to be left on it.</summary>
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
                // A driver may fail in any way, and the consequence is always the same: no one sees the scene.
                ReportLost(failure.Message);
            }

            await Task.Delay(RetryAfter, time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private static TaskCompletionSource NewChange() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private async Task ShowAsync(CancellationToken cancellationToken)
    {
        var (shown, until, changed) = Look();
        using var device = open(shown);
        device.Set(shown);
        ReportBack();
        var refreshAt = time.SinceBoot() + RefreshAfter;
        while (!cancellationToken.IsCancellationRequested)
        {
            var left = (until is { } edge && edge < refreshAt ? edge : refreshAt) - time.SinceBoot();
            if (left > TimeSpan.Zero)
            {
                await changed.WaitAsync(left, time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }

            (var next, until, changed) = Look();
            var isDue = time.SinceBoot() >= refreshAt;
            if ((isDue || !EqualityComparer<TShown>.Default.Equals(next, shown)) && !cancellationToken.IsCancellationRequested)
            {
                device.Set(next);
                shown = next;
                refreshAt = time.SinceBoot() + RefreshAfter;
            }
        }

        device.Set(atEnd);
    }

    private (TShown Shown, TimeSpan? Until, Task Changed) Look()
    {
        lock (_gate)
        {
            var (shown, until) = look(_scene, time.SinceBoot());
            return (shown, until, _changed.Task);
        }
    }

    private void ReportLost(string why)
    {
        if (Interlocked.Exchange(ref _problem, why) != why)
        {
            onLost(why);
            HealthChanged?.Invoke();
        }
    }

    private void ReportBack()
    {
        if (Interlocked.Exchange(ref _problem, null) is not null)
        {
            onBack();
            HealthChanged?.Invoke();
        }
    }
}
