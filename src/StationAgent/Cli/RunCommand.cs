using System.CommandLine;
using Microsoft.Extensions.Hosting;
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
        using var recogniser = ModelOption.Load(options.Vision.Manifest is { } path ? new FileInfo(path) : null);
        try
        {
            using var host = AgentHost.Build(options, recogniser);
            await host.RunAsync(cancellationToken);
            return Environment.ExitCode;
        }
        catch (OutboxException failure)
        {
            throw new StartException(failure.Message, failure);
        }
    }
}
