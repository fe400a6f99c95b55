using System.CommandLine.Parsing;

namespace StationAgent.Cli.Arguments;

/// <summary>Reads the values of options and arguments, and refuses wrong ones in one sentence that names the option, what it expects and what it found.</summary>
internal static class ValueReading
{
    /// <summary>Reads the only value.</summary>
    public static T? One<T>(ArgumentResult result, string name, ValueKind<T> kind) => Read(result, result.Tokens[0].Value, name, kind);

    /// <summary>Reads all values.</summary>
    public static T[] All<T>(ArgumentResult result, string name, ValueKind<T> kind) =>
        [.. result.Tokens.Select(token => Read(result, token.Value, name, kind)!)];

    private static T? Read<T>(ArgumentResult result, string text, string name, ValueKind<T> kind)
    {
        if (!string.IsNullOrWhiteSpace(text) && kind.TryRead(text, out var value))
        {
            return value;
        }

        var why = string.IsNullOrWhiteSpace(text) ? null : kind.Why(text);
        result.AddError($"{name}: {(why is null ? $"expected {kind.Expected}, found {Shown.Text(text)}" : Shown.Sentence(why))}.");
        return default;
    }
}
