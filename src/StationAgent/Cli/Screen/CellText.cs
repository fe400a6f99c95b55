using System.Globalization;
using System.Text;
using Spectre.Console.Rendering;
using StationAgent.Failures;

namespace StationAgent.Cli.Screen;

/// <summary>Texts measured in the columns of a terminal, in which a Chinese character takes two.</summary>
internal static class CellText
{
    private const char Cut = '…';

    /// <summary>How many columns a text takes.</summary>
    public static int Width(string text) => new Segment(text).CellCount();

    /// <summary>The text, cut to some columns where it is wider; a character that would move the cursor is replaced.</summary>
    public static string Crop(string text, int width)
    {
        text = OutsideText.OneLine(text);
        if (Width(text) <= width)
        {
            return text;
        }

        var cropped = new StringBuilder();
        var left = width - 1;
        for (var elements = StringInfo.GetTextElementEnumerator(text); elements.MoveNext();)
        {
            left -= Width(elements.GetTextElement());
            if (left < 0)
            {
                break;
            }

            cropped.Append(elements.GetTextElement());
        }

        return width <= 0 ? "" : cropped.Append(Cut).ToString();
    }

    /// <summary>The text in exactly some columns.</summary>
    /// <param name="text">The text.</param>
    /// <param name="width">The columns.</param>
    /// <param name="toTheRight">True to fill up on the left, for numbers.</param>
    public static string Fit(string text, int width, bool toTheRight = false)
    {
        var cropped = Crop(text, width);
        var space = new string(' ', Math.Max(0, width - Width(cropped)));
        return toTheRight ? space + cropped : cropped + space;
    }

    /// <summary>The text in lines of at most some columns, broken between words; what does not fit into the lines is cut.</summary>
    public static IReadOnlyList<string> Wrap(string text, int width, int lines)
    {
        var wrapped = new List<string>();
        var line = "";
        foreach (var word in OutsideText.OneLine(text).Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            var longer = line.Length == 0 ? word : $"{line} {word}";
            if (Width(longer) <= width || line.Length == 0 || wrapped.Count == lines - 1)
            {
                line = longer;
                continue;
            }

            wrapped.Add(Crop(line, width));
            line = word;
        }

        wrapped.Add(Crop(line, width));
        return wrapped;
    }
}
