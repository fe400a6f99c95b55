using System.CommandLine;
using StationAgent.Hosting;
using StationAgent.Hosting.Control;

namespace StationAgent.Cli.Scales;

/// <summary><c>scale watch</c> and <c>scale calibrate</c>.</summary>
internal static class ScaleCommand
{
    public static Command Create() => new("scale", "Watch the scale, or calibrate it. The service must not be running.") { ScaleWatchCommand.Create(), ScaleCalibrateCommand.Create() };

    /// <summary>Refuses to read a scale that the service is reading: two readers of one device disturb each other. The simulated scale is not a device.</summary>
    /// <exception cref="StartException">The service is running, or this user may not find out.</exception>
    public static async Task RequireNoServiceAsync(AgentOptions options, CancellationToken cancellationToken)
    {
        if (options.Scale.Driver.IsSimulated)
        {
            return;
        }

        var folder = options.Storage.Directory;
        switch (await RunningService.FindAsync(folder, cancellationToken))
        {
            case ServicePresence.Running:
                throw new StartException(
                    $"the service is running (data folder '{folder}') and holds the scale; stop it first: systemctl stop station-agent");
            case ServicePresence.Unknown:
                throw new StartException(
                    $"whether the service is running and holds the scale cannot be found out: the data folder '{folder}' is closed to this user.",
                    new UnauthorizedAccessException(folder));
        }
    }
}
