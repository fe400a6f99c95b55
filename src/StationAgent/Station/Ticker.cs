using StationAgent.DropOff;
using StationAgent.Hosting;

namespace StationAgent.Station;

/// <summary>Tells the machine that time passes, so that deadlines end also when nothing else happens.</summary>
internal static class Ticker
{
    /// <summary>Deadlines are seconds long; a quarter of one is fine enough to end them.</summary>
    public static readonly TimeSpan Period = TimeSpan.FromMilliseconds(250);

    /// <summary>Posts ticks until cancelled.</summary>
    public static async Task RunAsync(Func<StationSignal, CancellationToken, ValueTask> post, TimeProvider time, CancellationToken stop)
    {
        using var timer = new PeriodicTimer(Period, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stop).ConfigureAwait(false))
            {
                await post(new StationSignal.Tick(time.SinceBoot()), stop).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // The end of the service is no failure.
        }
    }
}
