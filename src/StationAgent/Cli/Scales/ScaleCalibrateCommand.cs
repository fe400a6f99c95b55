using System.Collections.Immutable;
using System.CommandLine;
using Microsoft.Extensions.Logging.Abstractions;
using Spectre.Console;
using StationAgent.Cli.Arguments;
using StationAgent.Clock;
using StationAgent.Hosting;
using StationAgent.Scale.LoadCell;
using StationAgent.Simulation.World;
using StationAgent.Weighing;

namespace StationAgent.Cli.Scales;

/// <summary><c>scale calibrate</c>: known masses, a line through them, and a file when it is good enough.</summary>
internal static class ScaleCalibrateCommand
{
    private const int MostRounds = 20;

    private static readonly ValueKind<ImmutableArray<Grams>> Masses = new(
        "known masses such as 500g,1kg", static (string text, out ImmutableArray<Grams> masses) => MassList.TryParse(text, out masses, out _))
    {
        Why = static text => MassList.TryParse(text, out _, out var problem) ? null : problem,
    };

    public static Command Create()
    {
        var config = ConfigOption.Create();
        var masses = new ValueOption<ImmutableArray<Grams>>("--masses", Masses) { Description = "The known masses, for example 500g,1kg,5kg. The empty platform is always measured too.", HelpName = "M,M,…", Required = true };
        var repeat = new ValueOption<int>("--repeat", ValueKinds.WholeNumber(1, MostRounds)) { Description = $"How many times each mass is measured (1 to {MostRounds}).", DefaultValueFactory = static _ => 3 };
        var replace = new Option<bool>("--replace") { Description = "Replace the previous calibration without a question, even if the new one is far from it." };
        var output = new ValueOption<FileInfo>("--out", PathKinds.NewFile) { Description = "The calibration file. Default: Scale:Calibration." };
        var command = new Command("calibrate", "Calibrate a load cell with known masses, or verify a scale that reports grams. Asks for each mass and waits for Enter on standard input.")
        {
            config, masses, repeat, output, replace,
        };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var options = ConfigOption.Load(parsed.GetValue(config)).Options;
            var known = parsed.GetValue(masses);
            var rounds = parsed.GetValue(repeat);
            var file = parsed.GetValue(output)?.FullName;
            await ScaleCommand.RequireNoServiceAsync(options, cancellationToken);
            if (options.Scale.Driver.OpenCell is not null)
            {
                return await CalibrateAsync(options, known, rounds, file ?? options.Scale.Calibration!, parsed.GetValue(replace), cancellationToken);
            }

            return file is null
                ? await VerifyAsync(options, known, rounds, cancellationToken)
                : throw new StartException($"--out is not supported for {options.Scale.Driver.Name}: scales that report grams are verified, not calibrated.");
        });
        return command;
    }

    private static async Task<int> CalibrateAsync(AgentOptions options, ImmutableArray<Grams> masses, int rounds, string file, bool replace, CancellationToken cancellationToken)
    {
        const string unit = "counts";
        ImmutableArray<CalibrationPoint> points;
        await using (var scale = new LoadCellScale(options.Scale.Driver.OpenCell!(options.Scale, BootTimeProvider.Instance), LoadCellLine.Identity))
        {
            Console.Out.WriteLine($"Calibrating {scale.Name}. Let it warm up for 15 minutes first.");
            points = await new CalibrationSession(scale, unit, grams: null, Console.In, Console.Out, BootTimeProvider.Instance) { EndsLines = Console.IsInputRedirected }
                .MeasureAsync(masses, rounds, cancellationToken);
        }

        var fit = CalibrationFit.Of(points, options.Weighing.Stabiliser.DeviationGrams);
        CalibrationReport.Write(AnsiConsole.Console, points, fit, unit);
        if (fit.Line is not { } line || fit.Problems.Length > 0)
        {
            AnsiConsole.Console.WriteLine("Nothing was written.", new Style(Color.Red));
            return ExitCodes.Failure;
        }

        var replaces = File.Exists(file);
        if (replaces && !replace && Doubt(file, line, options.Scale.Gain) is { } doubt && !Confirms(doubt))
        {
            AnsiConsole.Console.WriteLine("Nothing was written.", new Style(Color.Red));
            return ExitCodes.Failure;
        }

        CalibrationFile.Save(file, new Calibration
        {
            Version = Calibration.CurrentVersion,
            Date = BootTimeProvider.Instance.GetUtcNow(),
            Driver = options.Scale.Driver.Name,
            Gain = options.Scale.Gain,
            ZeroCounts = line.ZeroCounts,
            CountsPerGram = line.CountsPerGram,
            Points = [.. points.Zip(fit.Residuals, static (point, residual) => new MeasuredMass
            {
                Grams = point.Known.Value,
                Counts = point.Reading,
                SpreadCounts = point.Spread,
                ResidualGrams = residual,
            })],
            LargestResidualGrams = fit.LargestResidual,
            RepeatabilityGrams = fit.Repeatability,
            NoiseGrams = fit.Noise,
        });
        AnsiConsole.Console.WriteLine(
            $"Written to {file}{(replaces ? $"; the previous calibration is now {CalibrationFile.BackupOf(file)}" : "")}.", new Style(Color.Green));
        return ExitCodes.Success;
    }

    private static string? Doubt(string file, LoadCellLine line, int gain)
    {
        try
        {
            return CalibrationChange.Doubt(CalibrationFile.Read(file), line.CountsPerGram, gain);
        }
        catch (CalibrationException)
        {
            // It cannot be used, so that the station does not run with it; it is kept as the backup.
            return null;
        }
    }

    private static bool Confirms(string doubt)
    {
        if (Console.IsInputRedirected)
        {
            AnsiConsole.Console.WriteLine($"refused: {doubt} If both are right, run the command again with --replace.", new Style(Color.Red));
            return false;
        }

        AnsiConsole.Console.WriteLine(doubt, new Style(Color.Yellow));
        Console.Out.Write("Replace the previous calibration? [y/N] ");
        return Console.In.ReadLine()?.Trim() is "y" or "Y" or "yes";
    }

    private static async Task<int> VerifyAsync(AgentOptions options, ImmutableArray<Grams> masses, int rounds, CancellationToken cancellationToken)
    {
        const string unit = "g";
        var simulated = options.Scale.Driver.IsSimulated
            ? new SimulatedPlatform(options.Simulation.Seed, new SimulatedScaleOptions { Rate = options.Scale.RateHz }, BootTimeProvider.Instance)
            : null;
        ImmutableArray<CalibrationPoint> points;
        await using (var scale = simulated ?? StationDevices.Sensors(options, BootTimeProvider.Instance, NullLoggerFactory.Instance).OpenScale())
        {
            Console.Out.WriteLine(simulated is null
                ? $"Checking {scale.Name}. It reports grams: it is adjusted at its own terminal; here it is only compared with known masses."
                : "Checking the simulated scale, as a rehearsal: when you press Enter, the program puts the mass on its simulated platform.");
            points = await new CalibrationSession(scale, unit, options.Weighing.Stabiliser, Console.In, Console.Out, BootTimeProvider.Instance)
            {
                EndsLines = Console.IsInputRedirected,
                Answered = simulated is null ? null : mass => simulated.Load = mass,
            }.MeasureAsync(masses, rounds, cancellationToken);
        }

        var fit = CalibrationFit.Verify(points, options.Weighing.Stabiliser.DeviationGrams);
        CalibrationReport.Write(AnsiConsole.Console, points, fit, unit);
        AnsiConsole.Console.WriteLine(
            fit.Problems.IsEmpty
                ? "The scale is accurate. Nothing was written: it needs no calibration file."
                : "The scale is not accurate: adjust it at its own terminal and check again. Nothing was written.",
            new Style(fit.Problems.IsEmpty ? Color.Green : Color.Red));
        return fit.Problems.IsEmpty ? ExitCodes.Success : ExitCodes.Failure;
    }
}
