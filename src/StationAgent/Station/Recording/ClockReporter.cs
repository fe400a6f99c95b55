using StationAgent.Clock;
using StationAgent.Telemetry.Outbox;

namespace StationAgent.Station.Recording;

/// <summary>Stores one <c>clock</c> event in each boot, when the wall clock is first set: it corrects the times of the whole boot.</summary>
internal sealed class ClockReporter(Outbox outbox, EventCommitter committer, ClockSource clock, TimeProvider time) : IStationTask
{
    /// <summary>The durable note that names the boot for which the event is stored.</summary>
    private const string ToldNote = "clock-told";

    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(10);

    /// <inheritdoc/>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var watch = new ClockWatch(outbox.GetNote(ToldNote));
        using var timer = new PeriodicTimer(LookEvery, time);
        try
        {
            do
            {
                if (watch.Look(clock.Read()) is { } correction && await StoreAsync(correction, cancellationToken))
                {
                    watch.Told(correction.BootId);
                }
            }
            while (await timer.WaitForNextTickAsync(cancellationToken));
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The end of the service is no failure.
        }
    }

    private async Task<bool> StoreAsync(ClockCorrection correction, CancellationToken cancellationToken)
    {
        try
        {
            await committer.ClockAsync(correction, cancellationToken);
            await outbox.SetNoteAsync(ToldNote, correction.BootId, cancellationToken);
            return true;
        }
        catch (Exception failure) when (failure is StorageException or OutboxException)
        {
            // It is tried again with the next look; a second event of the same boot says the same.
            return false;
        }
    }
}
