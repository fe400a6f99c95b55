using System.CommandLine;
using System.Text.Json;
using Microsoft.Extensions.Logging.Abstractions;
using StationAgent.Cli.Arguments;
using StationAgent.Cli.Screen;
using StationAgent.Clock;
using StationAgent.DropOff;
using StationAgent.Hosting;
using StationAgent.Scale;
using StationAgent.Sensors;
using StationAgent.Weighing;

namespace StationAgent.Cli.Scales;

/// <summary><c>scale watch</c>: what the scale says, live.</summary>
internal static class ScaleWatchCommand
{
    public static Command Create()
    {
        var config = ConfigOption.Create();
        var json = new Option<bool>("--json") { Description = "Print one JSON object per sample, and a summary at the end." };
        var duration = new ValueOption<TimeSpan?>("--for", ValueKinds.Duration(TimeSpan.FromDays(7)).OrNone()) { Description = "Stop after this time, for example 30s or 5min. Default: until Ctrl+C.", HelpName = "DURATION" };
        var command = new Command("watch", "Show the scale live: gross, net, stable or not, noise, rate, unusable samples.") { config, duration, json };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var options = ConfigOption.Load(parsed.GetValue(config)).Options;
            await ScaleCommand.RequireNoServiceAsync(options, cancellationToken);
            return await WatchAsync(options, parsed.GetValue(json), parsed.GetValue(duration), cancellationToken);
        });
        return command;
    }

    private static async Task<int> WatchAsync(AgentOptions options, bool json, TimeSpan? duration, CancellationToken interrupted)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(interrupted);
        if (duration is { } time)
        {
            ending.CancelAfter(time);
        }

        var statistics = new ScaleStatistics(options.Station.Platform, options.Weighing);
        string? failure;
        if (!json && LiveScreen.IsPossible)
        {
            var view = new LiveScaleView($"scale, driver {options.Scale.Driver.Name}");
            failure = await LiveScreen.RunAsync(view, () => ReadAsync(options, statistics, view, ending));
        }
        else
        {
            failure = await ReadAsync(options, statistics, json ? new JsonScaleView(Console.Out) : new PlainScaleView(Console.Out), ending);
        }

        if (statistics.Summary() is not { } summary)
        {
            await Console.Error.WriteLineAsync($"station-agent: no sample was received{(failure is null ? "" : ": " + failure)}");
            return ExitCodes.Failure;
        }

        if (json)
        {
            Console.Out.WriteLine(JsonSerializer.Serialize(new ScaleSummaryLine(summary), ScaleWatchJson.Default.ScaleSummaryLine));
            return ExitCodes.Success;
        }

        foreach (var line in ScaleText.Lines(summary))
        {
            Console.Out.WriteLine(line);
        }

        return ExitCodes.Success;
    }

    /// <summary>Reads until the end; a scale that is lost is opened again, one that never gave a sample ends it.</summary>
    /// <returns>Why no sample ever came; null otherwise.</returns>
    private static async Task<string?> ReadAsync(AgentOptions options, ScaleStatistics statistics, IScaleView view, CancellationTokenSource ending)
    {
        var sensors = StationDevices.Sensors(options, BootTimeProvider.Instance, NullLoggerFactory.Instance);
        if (options.Scale.Driver.IsSimulated)
        {
            // Simulated visitors come when the lamp shows that the station is ready; without a station nothing switches the lamp.
            sensors.Indicator?.ShowStatus(StationStatus.Ready);
        }

        string? failure = null;
        var started = false;
        var reader = new SensorReader<IScale, ScaleSample>(
            StationFault.Scale,
            sensors.OpenScale,
            async (scale, cancellationToken) =>
            {
                var sample = await scale.NextAsync(cancellationToken);
                statistics.Dropped = scale.Dropped;
                return sample;
            },
            (sample, _) =>
            {
                started = true;
                view.OnSample(statistics.Take(sample));
                return ValueTask.FromResult(ReadingVerdict.Good);
            },
            async (signal, _) =>
            {
                if (signal is StationSignal.FaultRaised { Detail: var why })
                {
                    statistics.Losses++;
                    view.OnLost(why);

                    // A driver that receives something else than weights says so later than that nothing usable has come.
                    if (!started && why != SensorWait.Silence(SensorSilence.Limit))
                    {
                        failure = why;
                        await ending.CancelAsync();
                    }
                }
            },
            BootTimeProvider.Instance,
            NullLogger.Instance);
        await Task.Run(() => reader.RunAsync(ending.Token), CancellationToken.None);
        return failure;
    }
}
