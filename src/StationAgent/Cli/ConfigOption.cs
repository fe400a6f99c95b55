using System.CommandLine;
using StationAgent.Cli.Arguments;
using StationAgent.Cli.Output;
using StationAgent.Configuration;
using StationAgent.Hosting;

namespace StationAgent.Cli;

/// <summary>The option that names the station's configuration file, and its loading for commands that need one.</summary>
internal static class ConfigOption
{
    /// <summary>Its name. Only commands about a station have it.</summary>
    public const string Name = "--config";

    public static Option<FileInfo> Create() => new ValueOption<FileInfo>(Name, PathKinds.File) { Description = $"The station's configuration file. Default: {ConfigurationSources.DefaultFile}, if it exists." };

    /// <summary>Loads the configuration, whole or not at all.</summary>
    /// <exception cref="StartException">Something is wrong; the message lists every problem.</exception>
    public static LoadedConfiguration<AgentOptions> Load(FileInfo? file)
    {
        var result = AgentOptions.Load(ConfigurationSources.OfThisProcess(file?.FullName));
        Refuse(result.Problems);
        return result.Configuration!;
    }

    /// <summary>Refuses a configuration when there are problems with it.</summary>
    /// <exception cref="StartException">There are; the message lists every one.</exception>
    public static void Refuse(IReadOnlyCollection<ConfigurationProblem> problems)
    {
        if (problems.Count == 0)
        {
            return;
        }

        var message = "the configuration is refused:" + string.Concat(problems.Select(problem => Environment.NewLine + "  " + problem));
        throw problems.Select(static problem => problem.Cause).FirstOrDefault(Permission.IsDenied) is { } denied
            ? new StartException(message, denied)
            : new StartException(message);
    }
}
