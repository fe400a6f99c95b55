using StationAgent.Clock;
using StationAgent.DropOff;
using StationAgent.Sensors;
using StationAgent.Weighing;

namespace StationAgent.Station;

/// <summary>Signals the machine that time passes, so that deadlines end even when nothing else happens.</summary>
internal sealed class Ticker(IStation station, TimeProvider time) : IStationTask
{
    /// <summary>Deadlines are seconds long; a quarter of a second is precise enough to end them.</summary>
    public static readonly TimeSpan Period = TimeSpan.FromMilliseconds(250);

    /// <summary>While the station is ready no deadline runs; the first one that begins may end late by this time.</summary>
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
            // The service is ending, which is not a failure.
        }
    }
}
