using System.Text.Json;

namespace StationAgent.Configuration;

/// <summary>A key whose value has a type.</summary>
/// <typeparam name="TOptions">The options that hold the value.</typeparam>
/// <typeparam name="T">The type of the value.</typeparam>
/// <param name="facts">What is known about it.</param>
/// <param name="type">How the value is read and written.</param>
/// <param name="get">Reads the value from the options.</param>
/// <param name="with">Creates options with another value.</param>
internal sealed class TypedKey<TOptions, T>(KeyFacts facts, ValueType<T> type, Func<TOptions, T> get, Func<TOptions, T, TOptions> with)
    : ConfigurationKey<TOptions>(facts)
{
    /// <inheritdoc/>
    public override (TOptions Options, bool IsTaken) Take(TOptions options, ConfigurationValue value) =>
        type.Parse(value, out var parsed) ? (with(options, parsed), true) : (options, false);

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, TOptions options) => type.Write(writer, get(options));

    /// <inheritdoc/>
    protected override ConfigurationKey<TOuter> Lift<TOuter>(KeyFacts lifted, Func<TOuter, TOptions> outerGet, Func<TOuter, TOptions, TOuter> outerWith) =>
        new TypedKey<TOuter, T>(
            lifted,
            type,
            outer => get(outerGet(outer)),
            (outer, value) => outerWith(outer, with(outerGet(outer), value)));
}
