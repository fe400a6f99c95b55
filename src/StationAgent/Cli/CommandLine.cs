using System.CommandLine;
using StationAgent.Cli.Doctor;
using StationAgent.Cli.Scales;
using StationAgent.Hosting;
using StationAgent.Simulation.Scenes.Pieces;
using StationAgent.Telemetry.Outbox;

namespace StationAgent.Cli;

/// <summary>The commands of <c>station-agent</c>.</summary>
internal static class CommandLine
{
    /// <summary>Runs the command that the arguments name.</summary>
    /// <returns>One of <see cref="ExitCodes"/>.</returns>
    public static async Task<int> InvokeAsync(string[] arguments)
    {
        var root = new RootCommand("Recognises what people drop off at a recycling device and publishes it over MQTT.")
        {
            RunCommand.Create(),
            SimulateCommand.Create(),
            ClassifyCommand.Create(),
            EventsCommand.Create(),
            ConfigCommand.Create(),
            ModelCommand.Create(),
            ScaleCommand.Create(),
            DoctorCommand.Create(),
            VersionCommand.Create(),
        };

        var parsed = root.Parse(arguments);
        if (parsed.Errors.Count > 0)
        {
            foreach (var error in parsed.Errors)
            {
                await Console.Error.WriteLineAsync(error.Message);
            }

            await Console.Error.WriteLineAsync("See station-agent --help.");
            return ExitCodes.Unusable;
        }

        var configuration = new InvocationConfiguration { EnableDefaultExceptionHandler = false };
        try
        {
            return await parsed.InvokeAsync(configuration);
        }
        catch (Exception failure) when (failure is StartException or PhotoSetException)
        {
            await Console.Error.WriteLineAsync($"station-agent: {failure.Message}");
            return ExitCodes.Unusable;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or OutboxException)
        {
            await Console.Error.WriteLineAsync($"station-agent: {failure.Message}");
            return ExitCodes.Failure;
        }
        catch (OperationCanceledException)
        {
            await Console.Error.WriteLineAsync("station-agent: interrupted");
            return ExitCodes.Failure;
        }
    }
}
