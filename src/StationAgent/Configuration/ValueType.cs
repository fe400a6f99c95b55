using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace StationAgent.Configuration;

/// <summary>Reads a value; false when it is not allowed.</summary>
internal delegate bool ValueParser<T>(ConfigurationValue value, [MaybeNullWhen(false)] out T parsed);

/// <summary>How the values of a key are read and written.</summary>
/// <typeparam name="T">The type of the values.</typeparam>
/// <param name="Type">What kind of value it is, in one or two words.</param>
/// <param name="Allowed">What is allowed, for a message.</param>
/// <param name="Range">What is allowed, for a table.</param>
/// <param name="Parse">Reads a value.</param>
/// <param name="Write">Writes a value as JSON.</param>
internal sealed record ValueType<T>(string Type, string Allowed, string Range, ValueParser<T> Parse, Action<Utf8JsonWriter, T> Write)
{
    /// <summary>The least and the greatest value, or every choice, as JSON.</summary>
    public IReadOnlyList<string> Limits { get; init; } = [];

    /// <summary>The same type for a value that need not be given.</summary>
    public ValueType<TOptional> Optional<TOptional>(Func<T, TOptional> wrap, Action<Utf8JsonWriter, TOptional> write) => new(
        Type,
        Allowed,
        Range,
        (ConfigurationValue value, [MaybeNullWhen(false)] out TOptional parsed) =>
        {
            var isGood = Parse(value, out var inner);
            parsed = isGood ? wrap(inner!) : default;
            return isGood;
        },
        write)
    {
        Limits = Limits,
    };
}
