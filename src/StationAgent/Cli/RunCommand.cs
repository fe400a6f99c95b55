using System.CommandLine;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using StationAgent.Cli.Cameras;
using StationAgent.Cli.Output;
using StationAgent.Configuration;
using StationAgent.Hosting;
using StationAgent.Telemetry.Outbox;

namespace StationAgent.Cli;

/// <summary><c>run</c>: the service.</summary>
internal static class RunCommand
{
    /// <summary>Its name.</summary>
    public const string Name = "run";

    public static Command Create()
    {
        var config = ConfigOption.Create();
        var command = new Command(Name, "Run the station as a service, until SIGTERM or Ctrl+C.") { config };
        command.SetAction((parsed, cancellationToken) => RunAsync(ConfigOption.Load(parsed.GetValue(config)), cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(LoadedConfiguration<AgentOptions> configuration, CancellationToken cancellationToken)
    {
        var options = configuration.Options;
        var end = new ServiceEnd(TimeProvider.System, static waitingFor => GiveUp(waitingFor));
        await using var limit = cancellationToken.Register(end.Begin);
        using var recogniser = ModelOption.Load(options.Vision.Manifest is { } path ? new FileInfo(path) : null, options.Station.Platform.ToViewed());
        ModelRules.Check(configuration, recogniser.Classes);
        var factors = CarbonRules.Check(configuration, recogniser.Classes);
        recogniser.UseCalibration(CalibrationOption.Load(options.Camera));
        if (cancellationToken.IsCancellationRequested)
        {
            return ExitCodes.Success;
        }

        try
        {
            end.WaitingFor = "the store to open";
            await using var host = (IAsyncDisposable)AgentHost.Build(options, recogniser, factors, end: end);
            await ServeAsync((IHost)host, end, cancellationToken);
            return Environment.ExitCode;
        }
        catch (OutboxException failure)
        {
            throw new StartException(failure.Message, failure);
        }
    }

    private static async Task ServeAsync(IHost host, ServiceEnd end, CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested)
        {
            return;
        }

        end.WaitingFor = "the tasks to start";
        await host.StartAsync(CancellationToken.None);
        var logger = host.Services.GetRequiredService<ILogger<ServiceEnd>>();
        Log.Started(logger, AgentVersion.Text);

        // A task that failed ends the service too, under the same limit.
        await using var limit = host.Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping.Register(end.Begin);
        await host.WaitForShutdownAsync(cancellationToken);
        end.WaitingFor = "the store to close";
    }

    private static void GiveUp(string waitingFor)
    {
        ErrorOutput.WriteLine($"station-agent: the service has not ended within {ServiceEnd.Limit.TotalSeconds:0} s; it was still waiting for {waitingFor}.");
        Environment.Exit(ExitCodes.Failure);
    }
}
