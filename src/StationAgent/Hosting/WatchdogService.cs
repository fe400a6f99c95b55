using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using StationAgent.Station;

namespace StationAgent.Hosting;

/// <summary>Sends keep-alives to the watchdog of systemd while the loops make progress; does nothing without a watchdog.</summary>
/// <param name="loops">The loops that have to make progress.</param>
/// <param name="interval">How often to look, see <see cref="WatchdogInterval"/>; null for no watchdog.</param>
/// <param name="notifier">Sends the keep-alives.</param>
/// <param name="time">Measures the interval.</param>
/// <param name="log">Logs when a loop makes no progress.</param>
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
        // The interval is counted from the start of the service, not from the moment its task first gets a thread.
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
            // The end of the service is not a failure.
        }
    }
}
