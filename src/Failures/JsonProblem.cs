using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace StationAgent.Failures;

/// <summary>
/// Says in plain words why a text cannot be read as what it should be. The messages of .NET name types of the program, so they are not shown. Each
/// text is the end of a sentence that begins with the name of what was read, as in <c>m.json lacks "name"</c>.
/// </summary>
internal static class JsonProblem
{
    /// <summary>Explains a failure.</summary>
    /// <param name="utf8">What was read, without a byte order mark.</param>
    /// <param name="type">What it was read as.</param>
    /// <param name="failure">What reading it has thrown.</param>
    public static string Of(ReadOnlySpan<byte> utf8, JsonTypeInfo type, JsonException failure)
    {
        var options = new JsonReaderOptions
        {
            AllowTrailingCommas = type.Options.AllowTrailingCommas,
            CommentHandling = type.Options.ReadCommentHandling,
            MaxDepth = type.Options.MaxDepth,
        };
        if (JsonSyntax.Find(utf8, options) is { } fault)
        {
            return $"is not valid JSON: line {fault.Line}: {fault.Reason}";
        }

        return JsonShape.Problem(utf8, options, type) ?? ValueAt(failure);
    }

    // The form is right: a number is too large, or a date does not exist.
    private static string ValueAt(JsonException failure)
    {
        var key = failure.Path?.TrimStart('$', '.') is { Length: > 0 } path ? $" at \"{OutsideText.Short(path)}\"" : "";
        var line = failure.LineNumber is { } number ? $" (line {number + 1})" : "";
        return $"has a value that cannot be used{key}{line}";
    }
}
