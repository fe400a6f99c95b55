using StationAgent.DropOff;
using StationAgent.Telemetry.Outbox;
using StationAgent.Weighing;

namespace StationAgent.Station;

/// <summary>Saves the measured delay of the camera when it has changed, at most once a minute.</summary>
/// <param name="outbox">Where it is saved.</param>
/// <param name="time">Clock of the waits, and the wall clock.</param>
internal sealed class CameraDelayKeeper(Outbox outbox, TimeProvider time) : IStationObserver, IStationTask
{
    /// <summary>A smaller change is not worth a write to the card.</summary>
    private static readonly TimeSpan Change = TimeSpan.FromSeconds(0.5);

    private static readonly TimeSpan LookEvery = TimeSpan.FromMinutes(1);

    private readonly Lock _gate = new();
    private TimeSpan? _newest;
    private TimeSpan? _noted = CameraDelayNote.Parse(outbox.GetNote(CameraDelayNote.Key))?.Delay;

    /// <inheritdoc/>
    public void OnStep(StationSignal signal, DropOffState before, DropOffState after)
    {
        if (signal is StationSignal.PictureChanged)
        {
            lock (_gate)
            {
                _newest = after.Memory.CameraDelay.Largest;
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
                await NoteAsync(cancellationToken);
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The service is ending; the next pieces will measure it again.
        }
    }

    private async Task NoteAsync(CancellationToken cancellationToken)
    {
        TimeSpan? newest;
        lock (_gate)
        {
            newest = _newest;
        }

        if (newest is not { } delay || (_noted is { } noted && (delay - noted).Duration() < Change))
        {
            return;
        }

        try
        {
            await outbox.SetNoteAsync(CameraDelayNote.Key, new CameraDelayNote(delay, time.GetUtcNow()).Format(), cancellationToken);
            _noted = delay;
        }
        catch (OutboxException)
        {
            // It is tried again at the next look.
        }
    }
}
