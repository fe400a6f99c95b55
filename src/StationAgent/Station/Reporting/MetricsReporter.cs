using StationAgent.Clock;
using StationAgent.Contracts;

namespace StationAgent.Station.Reporting;

/// <summary>Publishes the agent's figures under <c>tele/metrics</c> now and then. They are soon stale, so that nothing keeps them.</summary>
/// <param name="collector">Where the figures come from.</param>
/// <param name="publish">Sends the bytes if there is a link, with the time after which nobody wants them any more.</param>
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
            // The end of the service is no failure.
        }
    }
}
