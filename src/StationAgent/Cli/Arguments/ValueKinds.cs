using System.Globalization;
using StationAgent.Configuration;

namespace StationAgent.Cli.Arguments;

/// <summary>The kinds of values that options and arguments accept.</summary>
internal static class ValueKinds
{
    /// <summary>A whole number.</summary>
    /// <param name="smallest">The smallest that is accepted.</param>
    /// <param name="largest">The largest that is accepted.</param>
    /// <param name="of">What it counts, such as <c> of days</c>.</param>
    public static ValueKind<long> WholeNumber(long smallest, long largest, string of = "") => new(
        largest == long.MaxValue ? $"a whole number{of} from {smallest}" : $"a whole number{of} from {smallest} to {largest}",
        (string text, out long value) =>
            long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out value) && value >= smallest && value <= largest);

    /// <summary>A whole number of 32 bits.</summary>
    public static ValueKind<int> WholeNumber(int smallest, int largest, string of = "")
    {
        var wide = WholeNumber((long)smallest, largest, of);
        return new ValueKind<int>(wide.Expected, (string text, out int value) =>
        {
            var isGood = wide.TryRead(text, out var number);
            value = isGood ? (int)number : 0;
            return isGood;
        });
    }

    /// <summary>A number with or without decimals, or a word that stands for one.</summary>
    /// <param name="smallest">The smallest that is accepted.</param>
    /// <param name="largest">The largest that is accepted.</param>
    /// <param name="word">The word.</param>
    /// <param name="meaning">What the word stands for.</param>
    public static ValueKind<double> NumberOr(double smallest, double largest, string word, double meaning) => new(
        string.Create(CultureInfo.InvariantCulture, $"a number from {smallest} to {largest}, or '{word}'"),
        (string text, out double value) =>
        {
            if (text == word)
            {
                value = meaning;
                return true;
            }

            return double.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out value)
                && value >= smallest && value <= largest;
        });

    /// <summary>A time with its unit, over zero.</summary>
    /// <param name="longest">The longest that is accepted.</param>
    public static ValueKind<TimeSpan> Duration(TimeSpan longest) => new(
        $"a duration such as 90s or 5min, at most {DurationText.Format(longest)}",
        (string text, out TimeSpan value) => DurationText.TryParse(text, out value) && value > TimeSpan.Zero && value <= longest);

    /// <summary>One of some words, in upper or lower case.</summary>
    public static ValueKind<T> Choice<T>(params IReadOnlyList<(string Word, T Meaning)> choices) => new(
        string.Join(", ", choices.SkipLast(1).Select(static one => one.Word)) + " or " + choices[^1].Word,
        (string text, out T value) =>
        {
            var (word, meaning) = choices.FirstOrDefault(one => string.Equals(one.Word, text, StringComparison.OrdinalIgnoreCase));
            value = meaning;
            return word is not null;
        });

    /// <summary>Any text.</summary>
    /// <param name="expected">What it is.</param>
    public static ValueKind<string> Text(string expected) => new(expected, static (string text, out string value) =>
    {
        value = text;
        return true;
    });

    /// <summary>The same kind for an option that has no value when it is not given.</summary>
    public static ValueKind<T?> OrNone<T>(this ValueKind<T> kind)
        where T : struct => new(kind.Expected, (string text, out T? value) =>
        {
            var isGood = kind.TryRead(text, out var read);
            value = isGood ? read : null;
            return isGood;
        })
        {
            Why = kind.Why,
        };
}
