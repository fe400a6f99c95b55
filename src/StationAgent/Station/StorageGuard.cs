using Microsoft.Extensions.Logging;
using StationAgent.DropOff;
using StationAgent.Hosting;
using StationAgent.Telemetry.Outbox;

namespace StationAgent.Station;

/// <summary>After a failure of the store: out of service until a fresh synced write has succeeded.</summary>
internal sealed class StorageGuard(
    Outbox outbox, Func<StationSignal, CancellationToken, ValueTask> post, TimeProvider time, ILogger<StorageGuard> logger)
{
    private static readonly TimeSpan ProbeEvery = TimeSpan.FromSeconds(5);

    private TaskCompletionSource<string> _failure = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Takes note that something could not be stored.</summary>
    public void OnFailed(string why) => Volatile.Read(ref _failure).TrySetResult(why);

    /// <summary>Watches until cancelled.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        try
        {
            while (true)
            {
                var why = await _failure.Task.WaitAsync(stop).ConfigureAwait(false);
                Log.StorageLost(logger, why);
                await post(new StationSignal.FaultRaised(time.SinceBoot(), StationFault.Storage, why), stop).ConfigureAwait(false);
                await WaitUntilWritableAsync(stop).ConfigureAwait(false);

                // Failures that came while the store was known to be lost belong to the same loss.
                Volatile.Write(ref _failure, new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously));
                Log.StorageBack(logger);
                await post(new StationSignal.FaultCleared(time.SinceBoot(), StationFault.Storage), stop).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // The end of the service is no failure.
        }
    }

    private async Task WaitUntilWritableAsync(CancellationToken stop)
    {
        while (true)
        {
            await Task.Delay(ProbeEvery, time, stop).ConfigureAwait(false);
            try
            {
                await outbox.ProbeAsync(stop).ConfigureAwait(false);
                return;
            }
            catch (OutboxException)
            {
                // Told once when it was lost; told again when it is back.
            }
        }
    }
}
