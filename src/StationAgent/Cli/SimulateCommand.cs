using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using System.Text.Json;
using Spectre.Console;
using StationAgent.Cli.Live;
using StationAgent.Hosting;
using StationAgent.Simulation;
using StationAgent.Simulation.Scenes;
using StationAgent.Telemetry.Outbox;
using StationAgent.Vision;

namespace StationAgent.Cli;

/// <summary><c>simulate</c>: a whole station on one machine, compared with the truth at the end.</summary>
internal static class SimulateCommand
{
    private static readonly TimeSpan Redraw = TimeSpan.FromMilliseconds(100);

    public static Command Create()
    {
        var seed = new Option<int>("--seed") { Description = "Same seed, same pieces, masses, scores and outcomes (0 to 999999).", DefaultValueFactory = _ => 1 };
        var dropOffs = new Option<int>("--drop-offs") { Description = "How many pieces are presented (1 to 100000).", DefaultValueFactory = _ => 12 };
        var speed = new Option<double>("--speed") { Description = "Station seconds for each second, or 'max'.", DefaultValueFactory = _ => new SimulateOptions().Speed, CustomParser = ParseSpeed, HelpName = "X|max" };
        var data = new Option<DirectoryInfo?>("--data") { Description = "Folder of the outbox, kept between runs. Default: a temporary one." };
        var broker = new Option<Uri?>("--broker") { Description = "Publish to this broker instead of an embedded one.", HelpName = "mqtt://host:port", CustomParser = ParseBroker };
        var photos = new Option<DirectoryInfo?>("--photos") { Description = "Folder of real photos to put on the platform: one sub-folder per class, or a MANIFEST.tsv, of which only the rows 'val' and 'held' are used. Default, and for classes without a photo: the rendered pieces that ship with the program." };
        var clockJump = new Option<int>("--clock-jump") { Description = "After half of the drop-offs, move the device's wall clock by this number of days; a negative number moves it back.", HelpName = "DAYS" };
        clockJump.Validators.Add(static result =>
        {
            if (result.GetValueOrDefault<int>() is < -18_250 or > 18_250)
            {
                result.AddError("--clock-jump: must be from -18250 to 18250 days (fifty years).");
            }
        });
        var offline = new Option<(int From, int To)?>("--offline") { Description = "The broker is unreachable from drop-off FROM until just before drop-off TO.", HelpName = "FROM..TO", CustomParser = ParseOffline };
        var bin = new Option<bool>("--bin") { Description = "Pieces pile up in a bin instead of being carried off a tray." };
        var model = ModelOption.Create();
        var json = new Option<bool>("--json") { Description = "Print only JSON: a line for each event a subscriber received, then the summary." };

        seed.Validators.Add(Range(seed, 0, SceneSeeds.SimulatorEnd - 1));
        dropOffs.Validators.Add(Range(dropOffs, 1, 100_000));
        var command = new Command("simulate", "Run a whole station with simulated sensors and compare what a subscriber received with what was presented.")
        {
            seed, dropOffs, speed, data, broker, photos, offline, clockJump, bin, model, json,
        };
        command.SetAction((parsed, cancellationToken) =>
        {
            var options = new SimulateOptions
            {
                Seed = parsed.GetValue(seed),
                DropOffs = parsed.GetValue(dropOffs),
                Speed = parsed.GetValue(speed),
                DataDirectory = parsed.GetValue(data)?.FullName,
                Broker = parsed.GetValue(broker),
                PhotosDirectory = parsed.GetValue(photos)?.FullName,
                Offline = parsed.GetValue(offline),
                ClockJump = TimeSpan.FromDays(parsed.GetValue(clockJump)),
                Bin = parsed.GetValue(bin),
            };
            return StartAsync(options, parsed.GetValue(model), parsed.GetValue(json), cancellationToken);
        });
        return command;
    }

    private static async Task<int> StartAsync(SimulateOptions options, FileInfo? model, bool json, CancellationToken cancellationToken)
    {
        try
        {
            return await SimulateAsync(options, model, json, cancellationToken);
        }
        catch (Exception failure) when (failure is OutboxException or BrokerException)
        {
            throw new StartException(failure.Message, failure);
        }
    }

    private static async Task<int> SimulateAsync(SimulateOptions options, FileInfo? model, bool json, CancellationToken cancellationToken)
    {
        using var recogniser = ModelOption.Load(model);
        SimulationSummary summary;
        if (json)
        {
            summary = await SimulatedStation.RunAsync(options, recogniser, new JsonView(Console.Out), cancellationToken);
            Console.Out.WriteLine(JsonSerializer.Serialize(new SummaryLine(summary), SummaryJson.Default.SummaryLine));
        }
        else if (Console.IsOutputRedirected || !AnsiConsole.Profile.Capabilities.Ansi)
        {
            summary = await SimulatedStation.RunAsync(options, recogniser, new PlainView(Console.Out), cancellationToken);
            SummaryText.Write(AnsiConsole.Console, summary);
        }
        else
        {
            summary = await RunLiveAsync(options, recogniser, cancellationToken);
            SummaryText.Write(AnsiConsole.Console, summary);
        }

        return summary.Agrees ? ExitCodes.Success : ExitCodes.Failure;
    }

    private static async Task<SimulationSummary> RunLiveAsync(SimulateOptions options, PieceRecogniser recogniser, CancellationToken cancellationToken)
    {
        var view = new LiveView(options);
        return await AnsiConsole.Live(view.Draw()).Overflow(VerticalOverflow.Crop).StartAsync(async screen =>
        {
            var running = Task.Run(() => SimulatedStation.RunAsync(options, recogniser, view, cancellationToken), cancellationToken);
            using var timer = new PeriodicTimer(Redraw);
            while (!running.IsCompleted && await timer.WaitForNextTickAsync(CancellationToken.None))
            {
                screen.UpdateTarget(view.Draw());
            }

            screen.UpdateTarget(view.Draw());
            return await running;
        });
    }

    private static Action<OptionResult> Range(Option<int> option, int smallest, int largest) => result =>
    {
        if (result.GetValueOrDefault<int>() is var value && (value < smallest || value > largest))
        {
            result.AddError($"{option.Name} {value}: must be {smallest} to {largest}.");
        }
    };

    private static double ParseSpeed(ArgumentResult result)
    {
        var text = result.Tokens[0].Value;
        if (text == "max")
        {
            return double.PositiveInfinity;
        }

        if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var speed) && speed is >= 0.1 and <= 10_000)
        {
            return speed;
        }

        result.AddError($"--speed {text}: must be a number from 0.1 to 10000, or 'max'.");
        return 1;
    }

    private static Uri? ParseBroker(ArgumentResult result)
    {
        var text = result.Tokens[0].Value;
        if (Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri is { Scheme: "mqtt", Host.Length: > 0 } && uri.PathAndQuery is "/" or "")
        {
            return uri;
        }

        result.AddError($"--broker {text}: must be of the form mqtt://host:port.");
        return null;
    }

    private static (int From, int To)? ParseOffline(ArgumentResult result)
    {
        var text = result.Tokens[0].Value;
        var parts = text.Split("..");
        if (parts.Length == 2
            && int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var from)
            && int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var to)
            && from >= 1 && to > from)
        {
            return (from, to);
        }

        result.AddError($"--offline {text}: must be FROM..TO, counted in drop-offs from 1, with FROM below TO.");
        return null;
    }
}
