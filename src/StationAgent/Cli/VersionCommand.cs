using System.CommandLine;
using System.Reflection;

namespace StationAgent.Cli;

/// <summary><c>version</c>: which build this is.</summary>
internal static class VersionCommand
{
    /// <summary>The version with the commit it was built from, such as <c>0.1.0+1a2b3c4</c>.</summary>
    public static string Text { get; } =
        typeof(VersionCommand).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "unknown";

    public static Command Create()
    {
        var command = new Command("version", "Print the version and the commit it was built from.");
        command.SetAction(_ =>
        {
            Console.Out.WriteLine($"station-agent {Text}");
            return ExitCodes.Success;
        });
        return command;
    }
}
