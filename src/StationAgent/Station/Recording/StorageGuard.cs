using Microsoft.Extensions.Logging;
using StationAgent.Clock;
using StationAgent.Sensors;
using StationAgent.Telemetry.Outbox;
using StationAgent.Weighing;

namespace StationAgent.Station.Recording;

/// <summary>Keeps the station out of service after a failure of the store, until a new synced write has succeeded.</summary>
internal sealed class StorageGuard : IStationTask
{
    private static readonly TimeSpan ProbeEvery = TimeSpan.FromSeconds(5);

    private readonly Outbox _outbox;
    private readonly IStation _station;
    private readonly TimeProvider _time;
    private readonly ILogger<StorageGuard> _logger;
    private TaskCompletionSource<string> _failure = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Creates a guard that notices failures from now on.</summary>
    /// <param name="outbox">The store.</param>
    /// <param name="committer">Reports when something could not be stored.</param>
    /// <param name="station">Takes the signals.</param>
    /// <param name="time">Clock of the waits.</param>
    /// <param name="logger">Receives a message when the store is lost and when it is back.</param>
    public StorageGuard(Outbox outbox, EventCommitter committer, IStation station, TimeProvider time, ILogger<StorageGuard> logger)
    {
        (_outbox, _station, _time, _logger) = (outbox, station, time, logger);
        committer.Failed += why => Volatile.Read(ref _failure).TrySetResult(why);
    }

    /// <inheritdoc/>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            while (true)
            {
                var why = await _failure.Task.WaitAsync(cancellationToken);
                Log.StorageLost(_logger, why);
                await _station.PostAsync(new StationSignal.FaultRaised(_time.SinceBoot(), StationFault.Storage, why), cancellationToken);
                await WaitUntilWritableAsync(cancellationToken);

                // Failures that came while the store was known to be lost belong to the same loss.
                Volatile.Write(ref _failure, new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously));
                Log.StorageBack(_logger);
                await _station.PostAsync(new StationSignal.FaultCleared(_time.SinceBoot(), StationFault.Storage), cancellationToken);
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The service is ending, which is not a failure.
        }
    }

    private async Task WaitUntilWritableAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            await Task.Delay(ProbeEvery, _time, cancellationToken);
            try
            {
                await _outbox.ProbeAsync(cancellationToken);
                return;
            }
            catch (OutboxException)
            {
                // The loss is logged already; the recovery will be logged.
            }
        }
    }
}
