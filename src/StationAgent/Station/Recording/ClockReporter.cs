using StationAgent.Clock;
using StationAgent.Telemetry.Outbox;

namespace StationAgent.Station.Recording;

/// <summary>Stores one <c>clock</c> event in each boot, when the wall clock is first set: it corrects the times of the whole boot.</summary>
internal sealed class ClockReporter(Outbox outbox, EventCommitter committer, ClockSource clock, TimeProvider time) : IStationTask
{
    /// <summary>The durable note that names the boot for which the event is stored.</summary>
    private const string ReportedNote = "clock-told";

    private static readonly TimeSpan CheckEvery = TimeSpan.FromSeconds(10);

    /// <inheritdoc/>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var watch = new ClockWatch(outbox.GetNote(ReportedNote));
        using var timer = new PeriodicTimer(CheckEvery, time);
        try
        {
            do
            {
                if (watch.Look(clock.Read()) is { } correction && await StoreAsync(correction, cancellationToken))
                {
                    watch.MarkReported(correction.BootId);
                }
            }
            while (await timer.WaitForNextTickAsync(cancellationToken));
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The service is ending, which is not a failure.
        }
    }

    private async Task<bool> StoreAsync(ClockCorrection correction, CancellationToken cancellationToken)
    {
        try
        {
            await committer.ClockAsync(correction, cancellationToken);
            await outbox.SetNoteAsync(ReportedNote, correction.BootId, cancellationToken);
            return true;
        }
        catch (Exception failure) when (failure is StorageException or OutboxException)
        {
            // It is tried again at the next check; a second event of the same boot has the same content.
            return false;
        }
    }
}
