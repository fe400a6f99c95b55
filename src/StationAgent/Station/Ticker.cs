using StationAgent.Clock;
using StationAgent.DropOff;
using StationAgent.Sensors;
using StationAgent.Weighing;

namespace StationAgent.Station;

/// <summary>Tells the machine that time passes, so that deadlines end also when nothing else happens.</summary>
internal sealed class Ticker(IStation station, TimeProvider time) : IStationTask
{
    /// <summary>Deadlines are seconds long; a quarter of one is fine enough to end them.</summary>
    public static readonly TimeSpan Period = TimeSpan.FromMilliseconds(250);

    /// <summary>While the station is ready no deadline runs; the first that begins may end that much late.</summary>
    public static readonly TimeSpan RestPeriod = TimeSpan.FromSeconds(1);

    /// <inheritdoc/>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(Period, time);
        try
        {
            while (await timer.WaitForNextTickAsync(cancellationToken))
            {
                await station.PostAsync(new StationSignal.Tick(time.SinceBoot()), cancellationToken);
                var period = station.State is DropOffState.Ready ? RestPeriod : Period;
                if (timer.Period != period)
                {
                    timer.Period = period;
                }
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The end of the service is not a failure.
        }
    }
}
