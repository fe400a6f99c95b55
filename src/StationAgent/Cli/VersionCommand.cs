using System.CommandLine;
using StationAgent.Hosting;

namespace StationAgent.Cli;

/// <summary><c>version</c>: which build this is.</summary>
internal static class VersionCommand
{
    public static Command Create()
    {
        var command = new Command("version", "Print the version and the commit it was built from.");
        command.SetAction(_ =>
        {
            Console.Out.WriteLine($"station-agent {AgentVersion.Text}");
            return ExitCodes.Success;
        });
        return command;
    }
}
