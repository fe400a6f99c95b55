using Microsoft.Extensions.Logging;
using StationAgent.Clock;
using StationAgent.Vision.Capture;
using StationAgent.Weighing;

namespace StationAgent.Sensors;

/// <summary>
/// Reads a sensor until cancelled: it opens the sensor and passes on its readings. When the sensor is silent or lost, it raises the station's fault, closes it and opens
/// it again. The first reading after a failure clears the fault.
/// </summary>
/// <typeparam name="TSensor">The sensor, opened and disposed here.</typeparam>
/// <typeparam name="TReading">The reading that it delivers.</typeparam>
/// <param name="fault">The fault that is raised when it is lost.</param>
/// <param name="open">Opens the sensor; may throw.</param>
/// <param name="read">Waits for the next reading; may throw.</param>
/// <param name="handle">Takes a reading and judges it.</param>
/// <param name="post">Hands a signal to the station loop.</param>
/// <param name="time">Clock of all waits.</param>
/// <param name="logger">Receives a message when the sensor is lost and when it is back.</param>
internal sealed class SensorReader<TSensor, TReading>(
    StationFault fault,
    Func<TSensor> open,
    Func<TSensor, CancellationToken, ValueTask<TReading>> read,
    Func<TReading, CancellationToken, ValueTask<ReadingVerdict>> handle,
    Func<StationSignal, CancellationToken, ValueTask> post,
    TimeProvider time,
    ILogger logger)
    where TSensor : IAsyncDisposable
{
    private static readonly TimeSpan ReopenAfter = TimeSpan.FromSeconds(1);

    /// <summary>The station starts without proof that the sensor works, so the first usable reading always reports that it works.</summary>
    private bool _working;

    private string? _reported;

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            try
            {
                await ReadUntilLostAsync(cancellationToken);
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception failure) when (failure is not OutOfMemoryException)
            {
                // A driver may fail in any way; every failure means the same to the station: the sensor cannot be trusted.
                Log.SensorFailure(logger, failure, fault);
                await ReportLostAsync(FailureText.Of(failure), cancellationToken);
            }

            await Task.Delay(ReopenAfter, time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task ReadUntilLostAsync(CancellationToken cancellationToken)
    {
        var sensor = open();
        await using (sensor)
        {
            var reading = await SensorWait.FirstAsync(token => read(sensor, token), why => ReportSilenceAsync(why, cancellationToken), time, cancellationToken);
            using var deadline = new CancellationTokenSource(Timeout.InfiniteTimeSpan, time);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
            while (true)
            {
                var verdict = await handle(reading, cancellationToken);
                if (verdict.Problem is { } problem)
                {
                    await ReportLostAsync(problem, cancellationToken);
                }
                else if (verdict.IsUsable && !_working)
                {
                    await ReportBackAsync(cancellationToken);
                }

                deadline.CancelAfter(SensorSilence.Limit);
                try
                {
                    reading = await read(sensor, either.Token);
                }
                catch (OperationCanceledException late) when (!cancellationToken.IsCancellationRequested)
                {
                    throw new TimeoutException(SensorWait.Silence(SensorSilence.Limit), late);
                }
            }
        }
    }

    // A reason that is known already says more than that nothing has come yet.
    private ValueTask ReportSilenceAsync(string why, CancellationToken cancellationToken) =>
        _reported is null ? ReportLostAsync(why, cancellationToken) : ValueTask.CompletedTask;

    private async ValueTask ReportLostAsync(string why, CancellationToken cancellationToken)
    {
        if (!_working && string.Equals(_reported, why, StringComparison.Ordinal))
        {
            return;
        }

        _working = false;
        _reported = why;
        Log.SensorLost(logger, fault, why);
        await post(new StationSignal.FaultRaised(time.SinceBoot(), fault, why), cancellationToken);
    }

    private async ValueTask ReportBackAsync(CancellationToken cancellationToken)
    {
        _working = true;
        _reported = null;
        Log.SensorBack(logger, fault);
        await post(new StationSignal.FaultCleared(time.SinceBoot(), fault), cancellationToken);
    }
}
