using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json;
using StationAgent.Hosting;

namespace StationAgent.Configuration;

/// <summary>Makes the keys of <see cref="ConfigurationTable"/>, one method for each kind of value.</summary>
internal static class Key
{
    private const int MaximumTextLength = 1024;

    /// <summary>A whole number.</summary>
    public static ConfigurationKey Whole(string path, long minimum, long maximum, Func<AgentOptions, long> get, Action<AgentOptions, long> set) =>
        new ConfigurationKey<long>(
            path,
            $"a whole number from {minimum} to {maximum}",
            (ConfigurationValue value, out long parsed) =>
                long.TryParse(NumberText(value), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out parsed)
                && parsed >= minimum && parsed <= maximum,
            get,
            set,
            static (writer, value) => writer.WriteNumberValue(value));

    /// <summary>A whole number that need not be given.</summary>
    public static ConfigurationKey OptionalWhole(
        string path, int minimum, int maximum, Func<AgentOptions, int?> get, Action<AgentOptions, int> set) =>
        new ConfigurationKey<int?>(
            path,
            $"a whole number from {minimum} to {maximum}",
            (ConfigurationValue value, out int? parsed) =>
            {
                var good = int.TryParse(NumberText(value), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
                    && number >= minimum && number <= maximum;
                parsed = good ? number : null;
                return good;
            },
            get,
            (options, value) => set(options, value!.Value),
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

    /// <summary>A number.</summary>
    public static ConfigurationKey Number(
        string path, double minimum, double maximum, Func<AgentOptions, double> get, Action<AgentOptions, double> set) =>
        new ConfigurationKey<double>(
            path,
            $"a number from {minimum} to {maximum}",
            (ConfigurationValue value, out double parsed) =>
                double.TryParse(NumberText(value), NumberStyles.Float, CultureInfo.InvariantCulture, out parsed)
                && parsed >= minimum && parsed <= maximum,
            get,
            set,
            static (writer, value) => writer.WriteNumberValue(value));

    /// <summary>True or false.</summary>
    public static ConfigurationKey Flag(string path, Func<AgentOptions, bool> get, Action<AgentOptions, bool> set) =>
        new ConfigurationKey<bool>(
            path,
            "true or false",
            static (ConfigurationValue value, out bool parsed) =>
            {
                parsed = false;
                return value.Kind is ConfigurationValueKind.Flag or ConfigurationValueKind.Untyped && bool.TryParse(value.Text, out parsed);
            },
            get,
            set,
            static (writer, value) => writer.WriteBooleanValue(value));

    /// <summary>A duration.</summary>
    public static ConfigurationKey Duration(
        string path, TimeSpan minimum, TimeSpan maximum, Func<AgentOptions, TimeSpan> get, Action<AgentOptions, TimeSpan> set) =>
        new ConfigurationKey<TimeSpan>(
            path,
            $"a duration from {DurationText.Format(minimum)} to {DurationText.Format(maximum)}, such as "
                + $"\"{DurationText.Format(Middle(minimum, maximum))}\"",
            (ConfigurationValue value, out TimeSpan parsed) =>
            {
                parsed = default;
                return value.Kind is ConfigurationValueKind.Text or ConfigurationValueKind.Untyped
                    && DurationText.TryParse(value.Text, out parsed) && parsed >= minimum && parsed <= maximum;
            },
            get,
            set,
            static (writer, value) => writer.WriteStringValue(DurationText.Format(value)));

    /// <summary>One of the members of an enum, in lower snake case.</summary>
    public static ConfigurationKey Choice<T>(string path, Func<AgentOptions, T> get, Action<AgentOptions, T> set)
        where T : struct, Enum
    {
        var names = Enum.GetValues<T>().ToDictionary(NameOf, StringComparer.Ordinal);
        return new ConfigurationKey<T>(
            path,
            "one of " + string.Join(", ", names.Keys),
            (ConfigurationValue value, out T parsed) =>
            {
                parsed = default;
                return value.Kind is ConfigurationValueKind.Text or ConfigurationValueKind.Untyped && names.TryGetValue(value.Text, out parsed);
            },
            get,
            set,
            static (writer, value) => writer.WriteStringValue(NameOf(value)));
    }

    /// <summary>How a member of an enum is written in the configuration.</summary>
    public static string NameOf<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.SnakeCaseLower.ConvertName(value.ToString());

    /// <summary>A text that passes a test.</summary>
    public static ConfigurationKey Text(
        string path, string allowed, Func<string, bool> isAllowed, Func<AgentOptions, string> get, Action<AgentOptions, string> set) =>
        new ConfigurationKey<string>(
            path,
            allowed,
            (ConfigurationValue value, [MaybeNullWhen(false)] out string parsed) =>
            {
                parsed = value.Text;
                return IsText(value) && isAllowed(value.Text);
            },
            get,
            set,
            static (writer, value) => writer.WriteStringValue(value));

    /// <summary>A text that need not be given; an empty one takes a default away.</summary>
    public static ConfigurationKey OptionalText(
        string path, int maximumLength, Func<AgentOptions, string?> get, Action<AgentOptions, string?> set) =>
        new ConfigurationKey<string?>(
            path,
            $"a text of at most {maximumLength} characters",
            (ConfigurationValue value, out string? parsed) =>
            {
                parsed = value.Text.Length == 0 ? null : value.Text;
                return IsText(value) && value.Text.Length <= maximumLength;
            },
            get,
            set,
            static (writer, value) => writer.WriteStringValue(value));

    /// <summary>A path; a relative one is relative to the file it stands in. An empty one takes a default away.</summary>
    public static ConfigurationKey FilePath(string path, bool mustExist, Func<AgentOptions, string?> get, Action<AgentOptions, string?> set) =>
        new ConfigurationKey<string?>(
            path,
            "the path of a file or folder",
            static (ConfigurationValue value, out string? parsed) =>
            {
                parsed = null;
                if (!IsText(value) || value.Text.AsSpan().ContainsAny('\0', '\n', '\r'))
                {
                    return false;
                }

                parsed = value.Text.Length == 0 ? null : System.IO.Path.GetFullPath(value.Text, value.Folder);
                return true;
            },
            get,
            set,
            static (writer, value) => writer.WriteStringValue(value))
        {
            NamesFile = mustExist,
        };

    private static bool IsText(ConfigurationValue value) =>
        value.Kind is ConfigurationValueKind.Text or ConfigurationValueKind.Untyped && value.Text.Length <= MaximumTextLength;

    // A text never passes for a number: "1883" in quotes is refused like "abc" is.
    private static string? NumberText(ConfigurationValue value) =>
        value.Kind is ConfigurationValueKind.Number or ConfigurationValueKind.Untyped ? value.Text : null;

    private static TimeSpan Middle(TimeSpan minimum, TimeSpan maximum) => maximum > TimeSpan.FromDays(2) ? TimeSpan.FromDays(1)
        : maximum > TimeSpan.FromMinutes(2) ? TimeSpan.FromMinutes(1)
        : minimum > TimeSpan.FromSeconds(1) ? minimum
        : TimeSpan.FromSeconds(1);
}
