using System.CommandLine;
using System.Text.Json;
using StationAgent.Cli.Arguments;
using StationAgent.Cli.Doctor.Bundle;
using StationAgent.Cli.Doctor.Checks;
using StationAgent.Cli.Output;
using StationAgent.Clock;
using StationAgent.Configuration;
using StationAgent.Hosting;
using StationAgent.Hosting.Control;

namespace StationAgent.Cli.Doctor;

/// <summary><c>doctor</c>: checks every part of the station and says how to fix each fault.</summary>
internal static class DoctorCommand
{
    private const string DefaultFrame = "doctor-frame.jpg";

    public static Command Create()
    {
        var config = ConfigOption.Create();
        var json = new Option<bool>("--json") { Description = "Print one JSON document." };
        var only = new ListOption<string>("--only", ValueKinds.Choice([.. DoctorAreas.All.Select(static area => (area, area))]))
        {
            Description = "Check only these areas: " + string.Join(", ", DoctorAreas.All) + ".",
            HelpName = "AREA",
        };
        var frame = new ValueOption<FileInfo>("--frame", PathKinds.NewFile)
        {
            Description = "File in which the camera's picture is saved.",
            DefaultValueFactory = static _ => new FileInfo(DefaultFrame),
        };
        var bundle = new ValueOption<FileInfo>("--bundle", PathKinds.NewFileOf(".zip")) { Description = "Write what support needs into this .zip file, without secrets and without pictures." };
        var withFrame = new Option<bool>("--with-frame") { Description = "Include the camera's picture in the bundle." };
        var command = new Command(
            "doctor", "Check camera, scale, model, storage, clock, broker and GPIO, and say how to fix what is wrong; exit code 1 if a check failed.")
        {
            config, json, only, frame, bundle, withFrame,
        };
        command.SetAction((parsed, cancellationToken) =>
        {
            if (parsed.GetValue(withFrame) && parsed.GetValue(bundle) is null)
            {
                throw new UsageException("--with-frame needs --bundle FILE.");
            }

            return RunAsync(
                ConfigOption.Load(parsed.GetValue(config)),
                parsed.GetValue(only) is { Length: > 0 } areas ? areas : DoctorAreas.All,
                parsed.GetValue(frame)!.FullName,
                parsed.GetValue(json),
                parsed.GetValue(bundle)?.FullName,
                parsed.GetValue(withFrame),
                cancellationToken);
        });
        return command;
    }

    private static async Task<int> RunAsync(
        LoadedConfiguration<AgentOptions> configuration, IReadOnlyCollection<string> areas, string frameFile, bool json, string? bundle, bool withFrame, CancellationToken cancellationToken)
    {
        var options = configuration.Options;
        var time = BootTimeProvider.Instance;
        var secrets = Secrets.Of(options);
        var service = await RunningService.FindAsync(options.Storage.Directory, cancellationToken);
        var serviceRuns = service == ServicePresence.Running;
        var camera = new CameraCheck(options, serviceRuns, frameFile, time);
        var model = new ModelCheck(options, time);
        var storage = new StorageCheck(options, time);
        IDoctorCheck[] checks =
        [
            camera,
            new ScaleCheck(options, serviceRuns, time),
            model,
            storage,
            new ClockCheck(ClockSource.OfThisMachine()),
            new BrokerCheck(options, time),
            new GpioCheck(options, serviceRuns),
        ];
        var results = await DoctorRunner.RunAsync(checks.Where(check => areas.Contains(check.Area, StringComparer.Ordinal)), ShowProgress, time, cancellationToken);
        var report = new DoctorReport(
            AgentVersion.Text,
            time.GetUtcNow(),
            options.Station.Id,
            options.Station.Device,
            service == ServicePresence.Unknown ? null : serviceRuns,
            DoctorReport.WorstOf(results),
            [.. results.Select(secrets.Hide)]);
        if (json)
        {
            Console.Out.WriteLine(JsonSerializer.Serialize(report, DoctorJson.Readable.DoctorReport));
        }
        else
        {
            DoctorTable.Write(report);
        }

        if (bundle is not null)
        {
            var contents = new SupportBundle(configuration, report, model.Model, storage.Counts, withFrame ? camera.Picture : null, secrets);
            await contents.WriteAsync(bundle, cancellationToken);
            ErrorOutput.WriteLine($"Support bundle written: {bundle}");
        }

        return report.Worst == CheckState.Failed ? ExitCodes.Failure : ExitCodes.Success;
    }

    /// <summary>Shows progress to a person at a terminal.</summary>
    private static void ShowProgress(string area)
    {
        if (!Console.IsErrorRedirected)
        {
            Console.Error.WriteLine($"checking {area} …");
        }
    }
}
