using Microsoft.Extensions.Logging;
using StationAgent.Clock;
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
                await ReportLostAsync(failure.Message, cancellationToken);
            }

            await Task.Delay(ReopenAfter, time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task ReadUntilLostAsync(CancellationToken cancellationToken)
    {
        var sensor = open();
        await using (sensor)
        {
            var reading = await FirstAsync(sensor, cancellationToken);
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
                    throw Silent(late);
                }
            }
        }
    }

    private async ValueTask<TReading> FirstAsync(TSensor sensor, CancellationToken cancellationToken)
    {
        for (var tries = 1; ; tries++)
        {
            using var deadline = new CancellationTokenSource(SensorSilence.Limit, time);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
            try
            {
                return await read(sensor, either.Token);
            }
            catch (OperationCanceledException late) when (!cancellationToken.IsCancellationRequested)
            {
                if (tries == SensorSilence.FirstReadingPatience)
                {
                    throw Silent(late);
                }

                await ReportLostAsync(Silent(late).Message, cancellationToken);
            }
        }
    }

    private static TimeoutException Silent(OperationCanceledException late) => new($"it delivered nothing for {SensorSilence.Limit.TotalSeconds:0.#} s", late);

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
