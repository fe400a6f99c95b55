using System.Text;

namespace StationAgent.Cli.Arguments;

/// <summary>Texts that a person typed, as messages show them.</summary>
internal static class Shown
{
    private const int Longest = 60;

    /// <summary>The text in quotes on one line: what is long is cut, and a character that would move the cursor is replaced.</summary>
    public static string Text(string text)
    {
        var shown = new StringBuilder("'");
        foreach (var rune in text.EnumerateRunes())
        {
            if (shown.Length > Longest)
            {
                shown.Append('…');
                break;
            }

            shown.Append(Rune.IsControl(rune) ? "\uFFFD" : rune.ToString());
        }

        return shown.Append('\'').ToString();
    }
}
