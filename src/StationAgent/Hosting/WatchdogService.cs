using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using StationAgent.Station;

namespace StationAgent.Hosting;

/// <summary>Feeds the watchdog of systemd while the loops turn; does nothing where there is none.</summary>
/// <param name="loops">The loops that have to turn.</param>
/// <param name="interval">How often to look, see <see cref="WatchdogInterval"/>; null for no watchdog.</param>
/// <param name="notifier">Where it is fed.</param>
/// <param name="time">Measures the interval.</param>
/// <param name="log">Told when a loop stands still.</param>
internal sealed class WatchdogService(
    IEnumerable<ILoopProgress> loops,
    TimeSpan? interval,
    SystemdNotifier notifier,
    TimeProvider time,
    ILogger<WatchdogService> log) : BackgroundService
{
    private readonly ILoopProgress[] _loops = [.. loops];

    private PeriodicTimer? _timer;

    /// <inheritdoc/>
    public override Task StartAsync(CancellationToken cancellationToken)
    {
        // The count begins with the service and not when its task first gets a thread.
        _timer = interval is { } period ? new PeriodicTimer(period, time) : null;
        return base.StartAsync(cancellationToken);
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        _timer?.Dispose();
        base.Dispose();
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (_timer is not { } timer)
        {
            return;
        }

        var watchdog = new Watchdog(_loops.Length);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                var still = watchdog.FirstStill(Array.ConvertAll(_loops, static loop => loop.Turns));
                if (still < 0)
                {
                    notifier.Watchdog();
                }
                else
                {
                    Log.LoopStandsStill(log, _loops[still].Name, timer.Period);
                }
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The end of the service is no failure.
        }
    }
}
