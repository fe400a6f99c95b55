using System.CommandLine;
using StationAgent.Configuration;
using StationAgent.Hosting;

namespace StationAgent.Cli;

/// <summary>The option that names the station's configuration file, and its loading for commands that need one.</summary>
internal static class ConfigOption
{
    public static Option<FileInfo?> Create() => new("--config") { Description = $"The station's configuration file. Default: {ConfigurationSources.DefaultFile}, if it exists." };

    /// <summary>Loads the configuration, whole or not at all.</summary>
    /// <exception cref="StartException">Something is wrong; the message lists every problem.</exception>
    public static LoadedConfiguration<AgentOptions> Load(FileInfo? file)
    {
        var result = AgentOptions.Load(ConfigurationSources.OfThisProcess(file?.FullName));
        return result.Configuration ?? throw new StartException(
            "the configuration is refused:" + string.Concat(result.Problems.Select(problem => Environment.NewLine + "  " + problem)));
    }
}
