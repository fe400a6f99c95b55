using System.Text;

namespace StationAgent.Cli.Arguments;

/// <summary>Texts that a person typed, as messages show them.</summary>
internal static class Shown
{
    private const int LongestText = 60;
    private const int LongestSentence = 240;

    /// <summary>The text in quotes on one line: what is long is cut, and a character that would move the cursor is replaced.</summary>
    public static string Text(string text) => $"'{Clean(text, LongestText)}'";

    /// <summary>A sentence that may repeat what was typed, cut and cleaned in the same way.</summary>
    public static string Sentence(string sentence) => Clean(sentence, LongestSentence);

    private static string Clean(string text, int longest)
    {
        var shown = new StringBuilder();
        foreach (var rune in text.EnumerateRunes())
        {
            if (shown.Length >= longest)
            {
                shown.Append('…');
                break;
            }

            shown.Append(Rune.IsControl(rune) ? "\uFFFD" : rune.ToString());
        }

        return shown.ToString();
    }
}
