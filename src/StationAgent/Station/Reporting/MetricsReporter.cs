using StationAgent.Clock;
using StationAgent.Contracts;

namespace StationAgent.Station.Reporting;

/// <summary>Publishes the agent's metrics under <c>tele/metrics</c> at an interval. They are soon out of date, so they are not stored.</summary>
/// <param name="collector">Where the figures come from.</param>
/// <param name="publish">Sends the bytes if there is a connection, with the time after which they expire.</param>
/// <param name="clock">For the time in the message.</param>
/// <param name="interval">How often; zero for never.</param>
/// <param name="time">For the interval.</param>
internal sealed class MetricsReporter(
    MetricsCollector collector, Action<ReadOnlyMemory<byte>, TimeSpan> publish, ClockSource clock, TimeSpan interval, TimeProvider time) : IStationTask
{
    /// <inheritdoc/>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        if (interval <= TimeSpan.Zero)
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            return;
        }

        using var timer = new PeriodicTimer(interval, time);
        try
        {
            while (await timer.WaitForNextTickAsync(cancellationToken))
            {
                var figures = collector.Read();
                figures["process.memory.resident"] = Environment.WorkingSet;
                figures["process.memory.managed"] = GC.GetTotalMemory(forceFullCollection: false);
                publish(StateWriter.Metrics(new MetricsData(clock.Read().Wall, figures)), interval * 2);
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The service is ending, which is not a failure.
        }
    }
}
