using Spectre.Console;

namespace StationAgent.Cli.Screen;

/// <summary>One line of a screen: texts, each in a style. It is never wider than it was told.</summary>
/// <param name="width">The columns that it may take.</param>
internal sealed class ScreenLine(int width)
{
    private readonly List<(string Text, Style Style)> _parts = [];

    /// <summary>The columns that it takes.</summary>
    public int Width { get; private set; }

    /// <summary>Its texts, from the left.</summary>
    public IReadOnlyList<(string Text, Style Style)> Parts => _parts;

    /// <summary>Adds a text; what does not fit is cut.</summary>
    public ScreenLine Add(string text, Style? style = null)
    {
        var cropped = CellText.Crop(text, width - Width);
        if (cropped.Length > 0)
        {
            _parts.Add((cropped, style ?? Style.Plain));
            Width += CellText.Width(cropped);
        }

        return this;
    }

    /// <summary>Adds the texts of another line.</summary>
    public ScreenLine Add(ScreenLine other)
    {
        foreach (var (text, style) in other.Parts)
        {
            Add(text, style);
        }

        return this;
    }

    /// <summary>Fills up with space.</summary>
    public ScreenLine FillTo(int columns) => Add(new string(' ', Math.Max(0, columns - Width)));

    /// <summary>The texts without their styles.</summary>
    public override string ToString() => string.Concat(_parts.Select(static part => part.Text));
}
