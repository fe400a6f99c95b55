using System.CommandLine;
using StationAgent.Hosting;
using StationAgent.Hosting.Control;

namespace StationAgent.Cli.Scales;

/// <summary><c>scale watch</c> and <c>scale calibrate</c>.</summary>
internal static class ScaleCommand
{
    public static Command Create() => new("scale", "Watch the scale, or calibrate it. The service must not be running.") { ScaleWatchCommand.Create(), ScaleCalibrateCommand.Create() };

    /// <summary>Refuses to read a scale that the service is reading: two readers of one device disturb each other. The simulated scale is not a device.</summary>
    /// <exception cref="StartException">The service is running.</exception>
    public static async Task RequireNoServiceAsync(AgentOptions options, CancellationToken cancellationToken)
    {
        if (!options.Scale.Driver.IsSimulated
            && await RunningService.IsThereAsync(options.Storage.Directory, cancellationToken))
        {
            throw new StartException(
                $"the service is running (data folder '{options.Storage.Directory}') and holds the scale; stop it first: systemctl stop station-agent");
        }
    }
}
