using System.Globalization;
using System.Text;

namespace StationAgent.Failures;

/// <summary>
/// Makes texts of others (brokers, devices, files, certificates, people) fit for a log, an event and a terminal. Every such text passes here where it enters, so
/// that nothing behind it has to think of its length and content.
/// </summary>
internal static class OutsideText
{
    /// <summary>The longest text, in UTF-16 characters: a sentence or two. More is cut, and an ellipsis says so.</summary>
    public const int MaximumLength = 200;

    /// <summary>The longest sentence of ours that repeats such texts: the detail of an alarm, of a gap and of a part's health.</summary>
    public const int MaximumSentence = 500;

    private const char Cut = '…';

    // As a decoder shows a byte that is no text.
    private const char Replacement = '\uFFFD';

    /// <summary>The beginning of a text, in one line of printable characters.</summary>
    /// <param name="text">The text; null for none.</param>
    /// <param name="maximum">The most characters, the ellipsis included.</param>
    public static string Short(string? text, int maximum = MaximumLength)
    {
        if (string.IsNullOrEmpty(text))
        {
            return "";
        }

        return text.Length <= maximum ? OneLine(text) : string.Concat(OneLine(text.AsSpan(0, WholeCharacters(text, maximum - 1))), [Cut]);
    }

    /// <summary>The whole text in one line: a space in place of a line break or a tab, and another character in place of each that is not printable.</summary>
    public static string OneLine(string text) => IsPrintable(text) ? text : OneLine(text.AsSpan());

    private static bool IsPrintable(string text)
    {
        foreach (var rune in text.EnumerateRunes())
        {
            // Half a character is read as the replacement.
            if (!IsPrintable(rune) || rune.Value == Replacement)
            {
                return false;
            }
        }

        return true;
    }

    private static string OneLine(ReadOnlySpan<char> text)
    {
        var shown = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            if (IsPrintable(rune))
            {
                shown.Append(rune.ToString());
            }
            else
            {
                shown.Append(Rune.IsWhiteSpace(rune) ? ' ' : Replacement);
            }
        }

        return shown.ToString();
    }

    // Format characters are invisible, and the marks of direction among them let a text read as another one. Persian and Hindi need the two joiners.
    private static bool IsPrintable(Rune rune) => rune.Value is 0x200C or 0x200D || Rune.GetUnicodeCategory(rune) is not (
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator);

    // A pair of surrogates is one character.
    private static int WholeCharacters(string text, int length) =>
        length > 0 && length < text.Length && char.IsSurrogatePair(text[length - 1], text[length]) ? length - 1 : length;
}
