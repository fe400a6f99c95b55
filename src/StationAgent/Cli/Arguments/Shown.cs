using StationAgent.Cli.Screen;
using StationAgent.Vision.Capture.Addresses;

namespace StationAgent.Cli.Arguments;

/// <summary>Texts that a person typed, as messages show them.</summary>
internal static class Shown
{
    private const int LongestText = 60;
    private const int LongestSentence = 240;

    /// <summary>The text in quotes on one line: what is long is cut, a character that would move the cursor is replaced, and an address is without its password.</summary>
    public static string Text(string text) => $"'{CellText.Crop(AddressText.Hide(text), LongestText)}'";

    /// <summary>A sentence that may repeat what was typed, cut and cleaned in the same way.</summary>
    public static string Sentence(string sentence) => CellText.Crop(AddressText.Hide(sentence), LongestSentence);
}
