using System.Collections;

namespace StationAgent.Configuration;

/// <summary>Where a configuration comes from; later ones win.</summary>
/// <param name="ProgramFolder">The folder of the program, with the shipped <c>appsettings.json</c>.</param>
/// <param name="File">The station's own file; null for <see cref="DefaultFile"/>, which may be missing.</param>
/// <param name="Environment">The environment, of which only <see cref="EnvironmentPrefix"/> and the credentials folder are used.</param>
internal sealed record ConfigurationSources(string ProgramFolder, string? File, IReadOnlyDictionary<string, string> Environment)
{
    /// <summary>The station's own file when none is named.</summary>
    public const string DefaultFile = "/etc/station-agent/station.json";

    /// <summary>What the names of environment variables start with; two underscores stand for a colon.</summary>
    public const string EnvironmentPrefix = "STATIONAGENT__";

    /// <summary>The sources of this process.</summary>
    /// <param name="file">The file that the command line names; null for the default.</param>
    public static ConfigurationSources OfThisProcess(string? file) => new(
        AppContext.BaseDirectory,
        file,
        System.Environment.GetEnvironmentVariables().Cast<DictionaryEntry>()
            .ToDictionary(static entry => (string)entry.Key, static entry => (string?)entry.Value ?? "", StringComparer.Ordinal));
}
