using Microsoft.Extensions.Logging.Abstractions;
using StationAgent.Cli.Doctor.Machine;
using StationAgent.Cli.Scales;
using StationAgent.Hosting;
using StationAgent.Scale.LoadCell;
using StationAgent.Sensors;
using StationAgent.Simulation.Scenes.Pieces;
using StationAgent.Vision.Capture;

namespace StationAgent.Cli.Doctor.Checks;

/// <summary>Reads the configured scale for some seconds: its rate, its noise, its drift.</summary>
/// <param name="options">The configuration.</param>
/// <param name="serviceRuns">Whether the service holds the scale.</param>
/// <param name="time">For durations.</param>
internal sealed class ScaleCheck(AgentOptions options, bool serviceRuns, TimeProvider time) : IDoctorCheck
{
    private static readonly TimeSpan Reading = TimeSpan.FromSeconds(10);

    /// <inheritdoc/>
    public string Area => DoctorAreas.Scale;

    /// <inheritdoc/>
    public TimeSpan Limit => TimeSpan.FromSeconds(25);

    /// <inheritdoc/>
    public async Task RunAsync(Findings findings, CancellationToken cancellationToken)
    {
        var driver = options.Scale.Driver;
        if (serviceRuns && !driver.IsSimulated)
        {
            findings.Skipped("readings", "the running service holds the scale", "To check it, stop the service first: systemctl stop station-agent.");
            return;
        }

        if (PortHolders.Of(driver.Place(options.Scale), "/proc") is { Count: > 0 } others)
        {
            findings.Warning(
                "port",
                $"also open in {string.Join(", ", others)}",
                "Two readers take each other's bytes. Stop the other program; ModemManager and brltty take serial ports by themselves (docs/scale.md).");
        }

        var statistics = new ScaleStatistics(options.Station.Platform, options.Weighing);
        var drift = new ScaleDrift();
        string? failure = null;
        try
        {
            await ReadAsync(statistics, drift, cancellationToken);
        }
        catch (Exception lost) when (lost is IOException or UnauthorizedAccessException or CalibrationException or PhotoSetException or TimeoutException)
        {
            failure = FailureText.Of(lost);
        }

        if (failure is not null)
        {
            findings.Failed("readings", failure, driver.Remedy);
        }

        if (statistics.Summary() is { Samples: > 1 } summary)
        {
            if (failure is null)
            {
                findings.Add("readings", ScaleJudgement.OfReadings(options, summary));
            }

            findings.Add("noise", ScaleJudgement.OfNoise(options, summary));
            findings.Add("drift", ScaleJudgement.OfDrift(options, drift.Line));
        }
    }

    private async Task ReadAsync(ScaleStatistics statistics, ScaleDrift drift, CancellationToken cancellationToken)
    {
        var scale = StationDevices.Sensors(options, time, NullLoggerFactory.Instance).OpenScale();
        await using (scale)
        {
            var sample = await SensorWait.FirstAsync(scale.NextAsync, silent: null, time, cancellationToken);
            var started = time.GetTimestamp();
            while (true)
            {
                statistics.Dropped = scale.Dropped;
                var figures = statistics.Take(sample);
                drift.Take(sample, figures.IsStable);
                if (time.GetElapsedTime(started) >= Reading)
                {
                    return;
                }

                sample = await SensorWait.NextAsync(scale.NextAsync, time, cancellationToken);
            }
        }
    }
}
