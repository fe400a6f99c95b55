using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using StationAgent.Hosting;

namespace StationAgent.Configuration;

/// <summary>Reads a value; false when it is not allowed.</summary>
internal delegate bool ConfigurationParser<T>(ConfigurationValue value, [MaybeNullWhen(false)] out T parsed);

/// <summary>A key with a type.</summary>
/// <typeparam name="T">The type of its value.</typeparam>
/// <param name="path">Full path, with colons.</param>
/// <param name="allowed">What it allows.</param>
/// <param name="parse">Reads a value.</param>
/// <param name="get">Takes the value out of the options.</param>
/// <param name="set">Puts it into the options.</param>
/// <param name="write">Writes it as JSON.</param>
internal sealed class ConfigurationKey<T>(
    string path,
    string allowed,
    ConfigurationParser<T> parse,
    Func<AgentOptions, T> get,
    Action<AgentOptions, T> set,
    Action<Utf8JsonWriter, T> write) : ConfigurationKey(path, allowed)
{
    /// <inheritdoc/>
    public override bool TrySet(AgentOptions options, ConfigurationValue value)
    {
        if (!parse(value, out var parsed))
        {
            return false;
        }

        set(options, parsed);
        return true;
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, AgentOptions options) => write(writer, get(options));
}
