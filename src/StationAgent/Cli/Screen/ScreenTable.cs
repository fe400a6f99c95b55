using Spectre.Console;

namespace StationAgent.Cli.Screen;

/// <summary>A table of a fixed size: each row is one line.</summary>
internal static class ScreenTable
{
    private const int Gap = 1;

    /// <summary>Draws the title and the newest rows.</summary>
    /// <param name="columns">The columns, one of them with a share of the width at least.</param>
    /// <param name="rows">The rows, the newest last.</param>
    /// <param name="size">The size of the table, with its title.</param>
    public static IEnumerable<ScreenLine> Draw<T>(IReadOnlyList<Column<T>> columns, IReadOnlyList<T> rows, ScreenSize size)
    {
        var widths = Widths(columns, size.Width);
        yield return Line(columns, widths, size.Width, static column => (column.Title, new Style(decoration: Decoration.Bold)));
        for (var i = Math.Max(0, rows.Count - (size.Height - 1)); i < rows.Count; i++)
        {
            var row = rows[i];
            yield return Line(columns, widths, size.Width, column => (column.Text(row), column.Style(row)));
        }
    }

    private static ScreenLine Line<T>(IReadOnlyList<Column<T>> columns, int[] widths, int width, Func<Column<T>, (string Text, Style Style)> cell)
    {
        var line = new ScreenLine(width);
        for (var i = 0; i < columns.Count; i++)
        {
            var (text, style) = cell(columns[i]);
            line.Add(CellText.Fit(text, widths[i], columns[i].IsRight), style).Add(new string(' ', Gap));
        }

        return line;
    }

    private static int[] Widths<T>(IReadOnlyList<Column<T>> columns, int width)
    {
        var shared = columns.Count(static column => column.Width == 0);
        var left = Math.Max(0, width - (Gap * (columns.Count - 1)) - columns.Sum(static column => column.Width));
        var widths = new int[columns.Count];
        for (var i = 0; i < widths.Length; i++)
        {
            widths[i] = columns[i].Width;
            if (widths[i] == 0)
            {
                widths[i] = left / shared;
                left -= widths[i];
                shared--;
            }
        }

        return widths;
    }
}
