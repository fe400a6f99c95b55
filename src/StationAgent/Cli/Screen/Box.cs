using Spectre.Console;

namespace StationAgent.Cli.Screen;

/// <summary>Lines in a frame.</summary>
internal static class Box
{
    /// <summary>The columns that the frame takes, with a space on either side.</summary>
    public const int FrameWidth = 4;

    /// <summary>The lines that the frame takes.</summary>
    public const int FrameHeight = 2;

    /// <summary>Draws a frame around lines.</summary>
    /// <param name="title">Stands in the upper edge.</param>
    /// <param name="lines">The lines; more than fit are left out.</param>
    /// <param name="size">The size with the frame.</param>
    public static IEnumerable<ScreenLine> Around(string title, IReadOnlyList<ScreenLine> lines, ScreenSize size)
    {
        var style = new Style(decoration: Decoration.Dim);
        var edge = size.Width - 2;
        var name = CellText.Crop($"─{title}", edge);
        yield return new ScreenLine(size.Width).Add($"╭{name}{new string('─', edge - CellText.Width(name))}╮", style);
        for (var i = 0; i < size.Height - FrameHeight; i++)
        {
            var line = new ScreenLine(size.Width).Add("│ ", style);
            if (i < lines.Count)
            {
                line.Add(new ScreenLine(size.Width - FrameWidth).Add(lines[i]));
            }

            yield return line.FillTo(size.Width - 2).Add(" │", style);
        }

        yield return new ScreenLine(size.Width).Add($"╰{new string('─', edge)}╯", style);
    }
}
