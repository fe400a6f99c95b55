using Microsoft.Extensions.Logging;
using StationAgent.Clock;
using StationAgent.DropOff;
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
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            while (true)
            {
                var why = await _failure.Task.WaitAsync(cancellationToken);
                Log.StorageLost(logger, why);
                await post(new StationSignal.FaultRaised(time.SinceBoot(), StationFault.Storage, why), cancellationToken);
                await WaitUntilWritableAsync(cancellationToken);

                // Failures that came while the store was known to be lost belong to the same loss.
                Volatile.Write(ref _failure, new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously));
                Log.StorageBack(logger);
                await post(new StationSignal.FaultCleared(time.SinceBoot(), StationFault.Storage), cancellationToken);
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The end of the service is no failure.
        }
    }

    private async Task WaitUntilWritableAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            await Task.Delay(ProbeEvery, time, cancellationToken);
            try
            {
                await outbox.ProbeAsync(cancellationToken);
                return;
            }
            catch (OutboxException)
            {
                // Told once when it was lost; told again when it is back.
            }
        }
    }
}
