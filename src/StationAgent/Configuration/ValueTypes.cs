using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Numerics;
using System.Text.Json;
using StationAgent.Vision.Capture.Addresses;

namespace StationAgent.Configuration;

/// <summary>The kinds of values that a configuration holds.</summary>
internal static class ValueTypes
{
    /// <summary>The longest text.</summary>
    public const int MaximumTextLength = 1024;

    /// <summary>True or false.</summary>
    public static ValueType<bool> Flag { get; } = new(
        "boolean",
        "true or false",
        "",
        static (ConfigurationValue value, out bool parsed) =>
        {
            parsed = false;
            return value.Kind is ConfigurationValueKind.Flag or ConfigurationValueKind.Untyped && bool.TryParse(value.Text, out parsed);
        },
        static (writer, value) => writer.WriteBooleanValue(value))
    {
        Limits = ["false", "true"],
    };

    /// <summary>A path; a relative one is relative to the file it is in. An empty one removes a default.</summary>
    public static ValueType<string?> FilePath { get; } = new(
        "path",
        "the path of a file or folder",
        "",
        static (ConfigurationValue value, out string? parsed) =>
        {
            parsed = null;
            if (!IsText(value) || value.Text.AsSpan().ContainsAny('\0', '\n', '\r'))
            {
                return false;
            }

            parsed = value.Text.Length == 0 ? null : Path.GetFullPath(value.Text, value.Folder);
            return true;
        },
        WriteShown);

    /// <summary>An integer.</summary>
    public static ValueType<long> Integer(long minimum, long maximum) => Numeric(
        "integer", "an integer", NumberStyles.AllowLeadingSign, minimum, maximum, static (writer, value) => writer.WriteNumberValue(value));

    /// <summary>A number.</summary>
    public static ValueType<double> Number(double minimum, double maximum) => Numeric(
        "number", "a number", NumberStyles.Float, minimum, maximum, static (writer, value) => writer.WriteNumberValue(value));

    /// <summary>A number that need not be given.</summary>
    public static ValueType<double?> OptionalNumber(double minimum, double maximum) => Number(minimum, maximum).Optional(
        static value => (double?)value,
        static (writer, value) =>
        {
            if (value is { } number)
            {
                writer.WriteNumberValue(number);
            }
            else
            {
                writer.WriteNullValue();
            }
        });

    /// <summary>A duration.</summary>
    public static ValueType<TimeSpan> Duration(TimeSpan minimum, TimeSpan maximum) => new(
        "duration",
        $"a duration from {DurationText.Format(minimum)} to {DurationText.Format(maximum)}, such as \"{DurationText.Format(Middle(minimum, maximum))}\"",
        $"{DurationText.Format(minimum)} to {DurationText.Format(maximum)}",
        (ConfigurationValue value, out TimeSpan parsed) =>
        {
            parsed = default;
            return value.Kind is ConfigurationValueKind.Text or ConfigurationValueKind.Untyped
                && DurationText.TryParse(value.Text, out parsed) && parsed >= minimum && parsed <= maximum;
        },
        static (writer, value) => writer.WriteStringValue(DurationText.Format(value)))
    {
        Limits = [$"\"{DurationText.Format(minimum)}\"", $"\"{DurationText.Format(maximum)}\""],
    };

    /// <summary>One of several named things.</summary>
    public static ValueType<T> Choice<T>(IEnumerable<T> choices, Func<T, string> nameOf)
    {
        var byName = choices.ToDictionary(nameOf, StringComparer.Ordinal);
        var names = string.Join(", ", byName.Keys);
        return new ValueType<T>(
            "choice",
            $"one of {names}",
            names,
            (ConfigurationValue value, [MaybeNullWhen(false)] out T parsed) =>
            {
                parsed = default;
                return value.Kind is ConfigurationValueKind.Text or ConfigurationValueKind.Untyped && byName.TryGetValue(value.Text, out parsed);
            },
            (writer, value) => writer.WriteStringValue(nameOf(value)))
        {
            Limits = [.. byName.Keys.Select(static name => $"\"{name}\"")],
        };
    }

    /// <summary>A text that passes a test.</summary>
    public static ValueType<string> TextThat(string allowed, Func<string, bool> isAllowed) => new(
        "text",
        allowed,
        allowed,
        (ConfigurationValue value, [MaybeNullWhen(false)] out string parsed) =>
        {
            parsed = value.Text;
            return IsText(value) && isAllowed(value.Text);
        },
        static (writer, value) => writer.WriteStringValue(value));

    /// <summary>A text that need not be given; an empty one removes a default.</summary>
    public static ValueType<string?> OptionalText(int maximumLength) => new(
        "text",
        $"a text of at most {maximumLength} characters",
        $"at most {maximumLength} characters",
        (ConfigurationValue value, out string? parsed) =>
        {
            parsed = value.Text.Length == 0 ? null : value.Text;
            return IsText(value) && value.Text.Length <= maximumLength;
        },
        WriteShown);

    private static ValueType<T> Numeric<T>(
        string type, string phrase, NumberStyles styles, T minimum, T maximum, Action<Utf8JsonWriter, T> write)
        where T : struct, INumber<T> => new(
        type,
        $"{phrase} from {Text(minimum)} to {Text(maximum)}",
        $"{Text(minimum)} to {Text(maximum)}",
        (ConfigurationValue value, out T parsed) =>
            T.TryParse(NumberText(value), styles, CultureInfo.InvariantCulture, out parsed) && parsed >= minimum && parsed <= maximum,
        write)
        {
            Limits = [Text(minimum), Text(maximum)],
        };

    /// <summary>A text that is read into a type of its own and need not be given; an empty one removes a default. It is shown as that type prints it.</summary>
    public static ValueType<T?> OptionalParsed<T>(string type, string allowed, Func<string, T?> parse)
        where T : class => new(
        type,
        allowed,
        allowed,
        (ConfigurationValue value, out T? parsed) =>
        {
            parsed = IsText(value) && value.Text.Length > 0 ? parse(value.Text) : null;
            return IsText(value) && (value.Text.Length == 0 || parsed is not null);
        },
        static (writer, value) => WriteShown(writer, value?.ToString()));

    // Someone may write an address with a password where another text is meant.
    private static void WriteShown(Utf8JsonWriter writer, string? value) => writer.WriteStringValue(value is null ? null : AddressText.Hide(value));

    private static bool IsText(ConfigurationValue value) =>
        value.Kind is ConfigurationValueKind.Text or ConfigurationValueKind.Untyped && value.Text.Length <= MaximumTextLength;

    // A string is never accepted as a number: "1883" in quotes is refused like "abc".
    private static string? NumberText(ConfigurationValue value) =>
        value.Kind is ConfigurationValueKind.Number or ConfigurationValueKind.Untyped ? value.Text : null;

    private static string Text<T>(T value)
        where T : INumber<T> => value.ToString("0.###############", CultureInfo.InvariantCulture);

    private static TimeSpan Middle(TimeSpan minimum, TimeSpan maximum) => maximum > TimeSpan.FromDays(2) ? TimeSpan.FromDays(1)
        : maximum > TimeSpan.FromMinutes(2) ? TimeSpan.FromMinutes(1)
        : minimum > TimeSpan.FromSeconds(1) ? minimum
        : TimeSpan.FromSeconds(1);
}
