using System.Collections.Immutable;
using System.CommandLine;
using System.Text.Json;
using Spectre.Console;
using StationAgent.Cli.Arguments;
using StationAgent.Cli.Live;
using StationAgent.Cli.Screen;
using StationAgent.Configuration;
using StationAgent.DropOff;
using StationAgent.Hosting;
using StationAgent.Signals.Patterns;
using StationAgent.Signals.Texts;
using StationAgent.Simulation;
using StationAgent.Simulation.SensorFaults;
using StationAgent.Telemetry.Outbox;
using StationAgent.Vision.Classes;

namespace StationAgent.Cli;

/// <summary><c>simulate</c>: a whole station on one machine, compared with the truth at the end.</summary>
internal static class SimulateCommand
{
    public static Command Create()
    {
        var seed = new ValueOption<long>("--seed", ValueKinds.WholeNumber(int.MinValue, (long)uint.MaxValue)) { Description = "Same seed, same pieces, masses, scores and outcomes: any number of 32 bits, with or without a sign (-1 is 4294967295).", DefaultValueFactory = _ => 1 };
        var dropOffs = new ValueOption<int>("--drop-offs", ValueKinds.WholeNumber(1, 100_000)) { Description = "How many pieces are presented (1 to 100000).", DefaultValueFactory = _ => 12 };
        var speed = new ValueOption<double>("--speed", ValueKinds.NumberOr(0.1, 10_000, "max", double.PositiveInfinity)) { Description = "Station seconds for each second, or 'max'.", DefaultValueFactory = _ => new SimulateOptions().Speed, HelpName = "X|max" };
        var data = new ValueOption<DirectoryInfo>("--data", PathKinds.Folder) { Description = "Folder of the outbox, kept between runs. Default: a temporary one." };
        var broker = new ValueOption<Uri>("--broker", SimulateKinds.Broker) { Description = "Publish to this broker instead of an embedded one.", HelpName = "mqtt://host:port" };
        var photos = new ValueOption<DirectoryInfo>("--photos", PathKinds.Folder) { Description = "Folder of real photos to put on the platform: one sub-folder per class, or a MANIFEST.tsv, of which only the rows 'val' and 'held' are used. A catalogue.json in it replaces the catalogue of pieces that ships. Default, and for classes without a photo: the rendered pieces that ship with the program." };
        var clockJump = new ValueOption<int>("--clock-jump", ValueKinds.WholeNumber(-18_250, 18_250, of: " of days")) { Description = "After half of the drop-offs, move the device's wall clock by this number of days; a negative number moves it back.", HelpName = "DAYS" };
        var offline = new ValueOption<(int From, int To)?>("--offline", SimulateKinds.DropOffs.OrNone()) { Description = "The broker is unreachable from drop-off FROM until just before drop-off TO.", HelpName = "FROM..TO" };
        var bin = new Option<bool>("--bin") { Description = "Pieces pile up in a bin instead of being carried off a tray." };
        var sensorFaults = new Option<bool>("--sensor-faults") { Description = "Let scale and camera fail as real ones do, and some visitors cheat; at the end, everything that was credited is compared with the truth." };
        var faultKinds = new ValueOption<ImmutableArray<SensorFaultKind>>("--sensor-fault-kinds", SimulateKinds.SensorFaults) { Description = $"Only these kinds of sensor faults: {SensorFaultKinds.List}.", HelpName = "KIND,…" };
        var language = new ValueOption<VisitorTexts>("--language", SimulateKinds.Language) { Description = "The language of what visitors read.", DefaultValueFactory = static _ => VisitorLanguages.English };
        var config = new ValueOption<FileInfo>(ConfigOption.Name, PathKinds.File) { Description = "Judge by the rules of this configuration (DropOff), with the model that it names (Vision:Manifest, unless --model is given); nothing else of it is used. Default: the rules and the model that ship with the program." };
        var model = ModelOption.Create();
        var json = new Option<bool>("--json") { Description = "Print only JSON: a line for each event a subscriber received, then the summary." };

        var command = new Command("simulate", "Run a whole station with simulated sensors and compare what a subscriber received with what was presented.")
        {
            seed, dropOffs, speed, data, broker, photos, offline, clockJump, bin, sensorFaults, faultKinds, language, config, model, json,
        };
        command.SetAction((parsed, cancellationToken) =>
        {
            var configuration = parsed.GetValue(config) is { } file ? ConfigOption.Load(file) : null;
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
                Rules = configuration?.Options.DropOff ?? new DropOffRules(),
                SensorFaults = parsed.GetValue(faultKinds) is { IsDefaultOrEmpty: false } kinds ? kinds : parsed.GetValue(sensorFaults) ? SensorFaultKinds.All : [],
            };
            var manifest = parsed.GetResult(model) is { Implicit: false } || configuration?.Options.Vision.Manifest is not { } path ? parsed.GetValue(model) : new FileInfo(path);
            return StartAsync(options, configuration, manifest, parsed.GetValue(language)!, parsed.GetValue(json), cancellationToken);
        });
        return command;
    }

    private static async Task<int> StartAsync(
        SimulateOptions options, LoadedConfiguration<AgentOptions>? configuration, FileInfo? model, VisitorTexts texts, bool json, CancellationToken cancellationToken)
    {
        try
        {
            return await SimulateAsync(options, configuration, model, texts, json, cancellationToken);
        }
        catch (Exception failure) when (failure is OutboxException or BrokerException)
        {
            throw new StartException(failure.Message, failure);
        }
    }

    private static async Task<int> SimulateAsync(
        SimulateOptions options, LoadedConfiguration<AgentOptions>? configuration, FileInfo? model, VisitorTexts texts, bool json, CancellationToken cancellationToken)
    {
        using var recogniser = ModelOption.Load(model, options.Bin ? ViewedPlatform.Bin : ViewedPlatform.Tray);
        if (configuration is not null)
        {
            ModelRules.Check(configuration, recogniser.Classes);
            options = options with { Factors = CarbonRules.Check(configuration, recogniser.Classes) };
        }

        SimulationSummary summary;
        if (json)
        {
            summary = await SimulatedStation.RunAsync(options, recogniser, new JsonView(Console.Out), cancellationToken);
            Console.Out.WriteLine(JsonSerializer.Serialize(new SummaryLine(summary), SummaryJson.Default.SummaryLine));
        }
        else if (!LiveScreen.IsPossible)
        {
            summary = await SimulatedStation.RunAsync(options, recogniser, new PlainView(Console.Out, texts), cancellationToken);
            SummaryText.Write(AnsiConsole.Console, summary);
        }
        else
        {
            var view = new LiveView(options, texts);
            summary = await LiveScreen.RunAsync(view, () => Task.Run(() => SimulatedStation.RunAsync(options, recogniser, view, cancellationToken), cancellationToken));
            SummaryText.Write(AnsiConsole.Console, summary);
        }

        return summary.Agrees ? ExitCodes.Success : ExitCodes.Failure;
    }
}
