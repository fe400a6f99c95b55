using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace StationAgent.Failures;

/// <summary>Compares a JSON text with the type that it is read as, and names the first key that does not fit.</summary>
internal static class JsonShape
{
    private static readonly Type[] Numbers =
        [typeof(int), typeof(long), typeof(uint), typeof(ulong), typeof(short), typeof(ushort), typeof(byte), typeof(float), typeof(double), typeof(decimal)];

    /// <summary>Finds the first difference.</summary>
    /// <param name="utf8">Valid JSON.</param>
    /// <param name="options">How it is read.</param>
    /// <param name="type">What it is read as.</param>
    /// <returns>The end of a sentence that begins with the name of the text; null when all keys fit.</returns>
    public static string? Problem(ReadOnlySpan<byte> utf8, JsonReaderOptions options, JsonTypeInfo type)
    {
        var reader = new Utf8JsonReader(utf8, options with { CommentHandling = JsonCommentHandling.Skip });
        reader.Read();
        return Problem(ref reader, utf8, type, isNullable: false, path: "");
    }

    private static string? Problem(ref Utf8JsonReader reader, ReadOnlySpan<byte> utf8, JsonTypeInfo type, bool isNullable, string path)
    {
        if (reader.TokenType == JsonTokenType.Null && isNullable)
        {
            return null;
        }

        var expected = Expected(type);
        var found = Kind(reader.TokenType);
        if (expected is not null && expected != found)
        {
            return path.Length == 0
                ? $"must be {expected}, but is {found}"
                : $"has the wrong value for {Quoted(path)} (line {Line(ref reader, utf8)}): expected {expected}, found {found}";
        }

        return type.Kind switch
        {
            JsonTypeInfoKind.Object => InObject(ref reader, utf8, type, path),
            JsonTypeInfoKind.Enumerable => InList(ref reader, utf8, type, path),
            _ => Skip(ref reader),
        };
    }

    private static string? InObject(ref Utf8JsonReader reader, ReadOnlySpan<byte> utf8, JsonTypeInfo type, string path)
    {
        var comparison = type.Options.PropertyNameCaseInsensitive ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal;
        var strict = (type.UnmappedMemberHandling ?? type.Options.UnmappedMemberHandling) == JsonUnmappedMemberHandling.Disallow;
        var seen = new HashSet<string>(StringComparer.FromComparison(comparison));
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = Name(ref reader);
            var key = path.Length == 0 ? name : $"{path}.{name}";
            var property = type.Properties.FirstOrDefault(one => one.Name.Equals(name, comparison));
            if (property is null && strict)
            {
                return $"does not know {Quoted(key)} (line {Line(ref reader, utf8)})";
            }

            if (!seen.Add(name) && !type.Options.AllowDuplicateProperties)
            {
                return $"has {Quoted(key)} twice (line {Line(ref reader, utf8)})";
            }

            reader.Read();
            var problem = property is not null && type.Options.TryGetTypeInfo(property.PropertyType, out var of)
                ? Problem(ref reader, utf8, of, IsNullable(property), key)
                : Skip(ref reader);
            if (problem is not null)
            {
                return problem;
            }
        }

        var prefix = path.Length == 0 ? "" : path + ".";
        var missing = type.Properties.Where(one => IsRequired(one) && !seen.Contains(one.Name)).Select(static one => one.Name).ToList();
        return missing switch
        {
            [] => null,
            [var one] => $"lacks {Quoted(prefix + one)}",
            [var one, .. var others] => $"lacks {Quoted(prefix + one)} and {others.Count} more",
        };
    }

    private static string? InList(ref Utf8JsonReader reader, ReadOnlySpan<byte> utf8, JsonTypeInfo type, string path)
    {
        if (type.ElementType is null || !type.Options.TryGetTypeInfo(type.ElementType, out var element))
        {
            return Skip(ref reader);
        }

        for (var i = 0; reader.Read() && reader.TokenType != JsonTokenType.EndArray; i++)
        {
            if (Problem(ref reader, utf8, element, !type.ElementType.IsValueType, $"{path}[{i}]") is { } problem)
            {
                return problem;
            }
        }

        return null;
    }

    private static string? Skip(ref Utf8JsonReader reader)
    {
        reader.Skip();
        return null;
    }

    // The keys of others may have any length and content.
    private static string Quoted(string key) => $"\"{OutsideText.Short(key)}\"";

    // A text with half a character in it, such as "\ud800", is JSON and cannot be converted.
    private static string Name(ref Utf8JsonReader reader)
    {
        try
        {
            return reader.GetString()!;
        }
        catch (InvalidOperationException)
        {
            return Encoding.UTF8.GetString(reader.ValueSpan);
        }
    }

    private static bool IsRequired(JsonPropertyInfo property) => property.IsRequired || property.AssociatedParameter is { HasDefaultValue: false };

    private static bool IsNullable(JsonPropertyInfo property) =>
        Nullable.GetUnderlyingType(property.PropertyType) is not null
        || (!property.PropertyType.IsValueType && (property.AssociatedParameter?.IsNullable ?? property.IsSetNullable));

    // Null for what has a form of its own, such as any JSON or a date.
    private static string? Expected(JsonTypeInfo type)
    {
        var plain = Nullable.GetUnderlyingType(type.Type) ?? type.Type;
        return type.Kind switch
        {
            JsonTypeInfoKind.Object or JsonTypeInfoKind.Dictionary => "a JSON object { … }",
            JsonTypeInfoKind.Enumerable => "a list [ … ]",
            _ when plain == typeof(string) => "a text",
            _ when plain == typeof(bool) => "true or false",
            _ when Numbers.Contains(plain) => "a number",
            _ => null,
        };
    }

    private static string Kind(JsonTokenType token) => token switch
    {
        JsonTokenType.StartObject => "a JSON object { … }",
        JsonTokenType.StartArray => "a list [ … ]",
        JsonTokenType.String => "a text",
        JsonTokenType.Number => "a number",
        JsonTokenType.True or JsonTokenType.False => "true or false",
        _ => "null",
    };

    private static int Line(ref Utf8JsonReader reader, ReadOnlySpan<byte> utf8) => utf8[..(int)reader.TokenStartIndex].Count((byte)'\n') + 1;
}
