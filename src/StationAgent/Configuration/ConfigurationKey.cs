using System.Text.Json;

namespace StationAgent.Configuration;

/// <summary>One key: what is known about it, and how its value gets into the options and out of them.</summary>
/// <typeparam name="TOptions">The options that hold the value; immutable.</typeparam>
/// <param name="facts">What is known about it.</param>
internal abstract class ConfigurationKey<TOptions>(KeyFacts facts)
{
    /// <summary>What is known about it.</summary>
    public KeyFacts Facts { get; } = facts;

    /// <summary>Full path, with colons.</summary>
    public string Path => Facts.Path;

    /// <summary>Takes a value.</summary>
    /// <param name="options">The options so far.</param>
    /// <param name="value">The value as a source gave it.</param>
    /// <returns>The options with the value; the same object when the value is not allowed.</returns>
    public abstract (TOptions Options, bool IsTaken) Take(TOptions options, ConfigurationValue value);

    /// <summary>Writes the value in force as JSON.</summary>
    public abstract void Write(Utf8JsonWriter writer, TOptions options);

    /// <summary>The same key, seen from options that hold these as a section.</summary>
    /// <param name="section">Name of the section.</param>
    /// <param name="get">Reads these options from the outer ones.</param>
    /// <param name="with">Puts them into the outer ones.</param>
    public ConfigurationKey<TOuter> In<TOuter>(string section, Func<TOuter, TOptions> get, Func<TOuter, TOptions, TOuter> with) =>
        Lift(Facts with { Path = $"{section}:{Facts.Path}" }, get, with);

    /// <summary>The same key under the same path, for options that are part of others.</summary>
    public ConfigurationKey<TOuter> Here<TOuter>(Func<TOuter, TOptions> get, Func<TOuter, TOptions, TOuter> with) => Lift(Facts, get, with);

    /// <summary>The same key of outer options.</summary>
    protected abstract ConfigurationKey<TOuter> Lift<TOuter>(KeyFacts facts, Func<TOuter, TOptions> get, Func<TOuter, TOptions, TOuter> with);
}
