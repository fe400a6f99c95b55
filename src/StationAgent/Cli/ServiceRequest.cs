using StationAgent.Cli.Arguments;
using StationAgent.Cli.Output;
using StationAgent.Failures;
using StationAgent.Hosting;
using StationAgent.Hosting.Control;

namespace StationAgent.Cli;

/// <summary>Asks the running service for something and prints its answer.</summary>
internal static class ServiceRequest
{
    /// <summary>The option that names the data folder of the service.</summary>
    public static ValueOption<DirectoryInfo> DataOption() => new("--data", PathKinds.Folder) { Description = "Folder of the outbox. Default: the configured one." };

    /// <summary>Asks, prints and returns the exit code.</summary>
    /// <param name="data">The data folder of the service; null for the configured one.</param>
    /// <param name="config">The configuration file; null for the usual one.</param>
    /// <param name="request">What is asked.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="IOException">No service answers; the message says where.</exception>
    public static async Task<int> AskAsync(DirectoryInfo? data, FileInfo? config, ControlRequest request, CancellationToken cancellationToken)
    {
        var directory = data?.FullName ?? ConfigOption.Load(config).Options.Storage.Directory;
        var reply = await ControlClient.AskAsync(directory, request, cancellationToken);
        if (!reply.Ok)
        {
            ErrorOutput.WriteLine($"station-agent: {reply.Detail}");
            return ExitCodes.Failure;
        }

        Console.Out.WriteLine(OutsideText.OneLine(reply.Detail));
        return ExitCodes.Success;
    }
}
