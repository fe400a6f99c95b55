using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using StationAgent.Station;
using StationAgent.Telemetry.Delivery;

namespace StationAgent.Hosting;

/// <summary>
/// Runs the tasks of the station and delivery until the service is stopped. If one ends or fails earlier, the process ends with exit code 1 and systemd
/// restarts it, because a station that runs only in part would report a false state.
/// </summary>
internal sealed class StationService(
    IEnumerable<IStationTask> tasks, TelemetryService telemetry, IHostApplicationLifetime lifetime, ServiceEnd end, TimeProvider time, ILogger<StationService> logger) : BackgroundService
{
    // An event that is being stored may take seconds on a slow card; a driver that hangs must not keep the goodbye from the broker.
    private static readonly TimeSpan StationLimit = TimeSpan.FromSeconds(5);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var sensing = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
        using var delivering = new CancellationTokenSource();
        Task[] station = [.. tasks.Select(task => task.RunAsync(sensing.Token))];
        var delivery = telemetry.RunAsync(delivering.Token);
        try
        {
            var first = await Task.WhenAny([.. station, delivery]);
            if (!stoppingToken.IsCancellationRequested)
            {
                Log.PartEnded(logger, first.Exception?.GetBaseException());
                Environment.ExitCode = ExitCodes.Failure;
                lifetime.StopApplication();
            }
        }
        finally
        {
            // The station stops first, so that its last events are still sent before the clean shutdown is reported.
            end.WaitingFor = "sensors and station to stop";
            await sensing.CancelAsync();
            var stopped = Task.WhenAll(station);
            await Task.WhenAny(stopped, Task.Delay(StationLimit, time, CancellationToken.None));
            if (!stopped.IsCompleted)
            {
                Log.StationStillRunning(logger, StationLimit.TotalSeconds);
            }

            end.WaitingFor = "the broker to take the last events and the goodbye";
            await delivering.CancelAsync();
            await delivery.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            end.WaitingFor = "control socket, watchdog and systemd";
        }
    }
}
