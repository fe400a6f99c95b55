using System.Globalization;

namespace StationAgent.Cli;

/// <summary>A range of event numbers as a person writes it: <c>17..42</c>, <c>17..</c>, <c>..42</c> or <c>17</c>.</summary>
/// <param name="From">The first number, from 1.</param>
/// <param name="To">The last number, not below <paramref name="From"/>.</param>
internal readonly record struct NumberRange(long From, long To)
{
    private const string Dots = "..";

    /// <summary>Reads a range. An open end means the first or the last number there is.</summary>
    /// <returns>False when the text is not a range.</returns>
    public static bool TryParse(string text, out NumberRange range)
    {
        var dots = text.IndexOf(Dots, StringComparison.Ordinal);
        var (first, last) = dots < 0 ? (text, text) : (text[..dots], text[(dots + Dots.Length)..]);
        var (from, to) = (1L, long.MaxValue);
        var isOpen = dots >= 0;
        var good = (first.Length > 0 || last.Length > 0)
            && ((isOpen && first.Length == 0) || TryNumber(first, out from))
            && ((isOpen && last.Length == 0) || TryNumber(last, out to))
            && from <= to;
        range = good ? new NumberRange(from, to) : default;
        return good;
    }

    private static bool TryNumber(string text, out long number) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number) && number >= 1;
}
