using System.Text.Json;
using StationAgent.Hosting;

namespace StationAgent.Configuration;

/// <summary>One key of the configuration: its name, what it allows, and where its value lives.</summary>
/// <param name="path">Full path, with colons.</param>
/// <param name="allowed">What it allows, for a message that ends in these words.</param>
internal abstract class ConfigurationKey(string path, string allowed)
{
    /// <summary>Full path, with colons.</summary>
    public string Path { get; } = path;

    /// <summary>What it allows.</summary>
    public string Allowed { get; } = allowed;

    /// <summary>True when the value names a file that must be there.</summary>
    public bool NamesFile { get; init; }

    /// <summary>Takes a value.</summary>
    /// <returns>False when it is not allowed; the options are unchanged then.</returns>
    public abstract bool TrySet(AgentOptions options, ConfigurationValue value);

    /// <summary>Writes the value in force as JSON.</summary>
    public abstract void Write(Utf8JsonWriter writer, AgentOptions options);
}
