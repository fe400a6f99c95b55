using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using StationAgent.Station;
using StationAgent.Telemetry.Delivery;

namespace StationAgent.Hosting;

/// <summary>
/// Runs the tasks of the station and delivery until the service is stopped. Should one end or fail before, the process ends with exit code 1 and systemd
/// starts it again, because a station that runs in part would lie.
/// </summary>
internal sealed class StationService(
    IEnumerable<IStationTask> tasks, TelemetryService telemetry, IHostApplicationLifetime lifetime, ILogger<StationService> logger) : BackgroundService
{
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
            // The station stops first, so that what it stored last still goes out before the clean end is reported.
            await sensing.CancelAsync();
            await Task.WhenAll(station).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await delivering.CancelAsync();
            await delivery.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
