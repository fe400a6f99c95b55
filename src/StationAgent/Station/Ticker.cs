using StationAgent.Clock;
using StationAgent.DropOff;

namespace StationAgent.Station;

/// <summary>Tells the machine that time passes, so that deadlines end also when nothing else happens.</summary>
internal static class Ticker
{
    /// <summary>Deadlines are seconds long; a quarter of one is fine enough to end them.</summary>
    public static readonly TimeSpan Period = TimeSpan.FromMilliseconds(250);

    /// <summary>While the station is ready no deadline runs; the first that begins may end that much late.</summary>
    public static readonly TimeSpan RestPeriod = TimeSpan.FromSeconds(1);

    /// <summary>Posts ticks until cancelled.</summary>
    /// <param name="post">Hands a signal to the station loop.</param>
    /// <param name="isResting">Whether no deadline runs.</param>
    /// <param name="time">Clock of the ticks.</param>
    /// <param name="cancellationToken">The end.</param>
    public static async Task RunAsync(
        Func<StationSignal, CancellationToken, ValueTask> post, Func<bool> isResting, TimeProvider time, CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(Period, time);
        try
        {
            while (await timer.WaitForNextTickAsync(cancellationToken))
            {
                await post(new StationSignal.Tick(time.SinceBoot()), cancellationToken);
                var period = isResting() ? RestPeriod : Period;
                if (timer.Period != period)
                {
                    timer.Period = period;
                }
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The end of the service is no failure.
        }
    }
}
