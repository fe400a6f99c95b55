namespace StationAgent.Signals.Patterns;

/// <summary>Lays a message out on a display of fixed columns and rows, without state or side effects.</summary>
internal static class TextLayout
{
    /// <summary>Breaks the message at its spaces and centres each line.</summary>
    /// <param name="message">The message.</param>
    /// <param name="columns">Characters in a line.</param>
    /// <param name="rows">Lines of the display.</param>
    /// <returns>
    /// As many lines as the display has, each as long as it is wide. Where not all fits, the detail stands alone: what to do matters more than the outcome, which lamp
    /// and buzzer tell too. What does not fit even then is left out, from the end.
    /// </returns>
    public static string[] Lines(VisitorMessage message, int columns, int rows)
    {
        var (heading, detail) = (Wrap(message.Heading, columns), Wrap(message.Detail, columns));
        var isWhole = detail.Count == 0 || heading.Count + detail.Count <= rows;
        var lines = (isWhole ? heading.Concat(detail) : detail).Take(rows).ToList();
        while (lines.Count < rows)
        {
            lines.Add("");
        }

        return [.. lines.Select(line => line.PadLeft((columns + line.Length) / 2).PadRight(columns))];
    }

    private static List<string> Wrap(string text, int columns)
    {
        var lines = new List<string>();
        foreach (var word in text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            var part = word.Length > columns ? word[..columns] : word;
            if (lines.Count > 0 && lines[^1].Length + 1 + part.Length <= columns)
            {
                lines[^1] = $"{lines[^1]} {part}";
            }
            else
            {
                lines.Add(part);
            }
        }

        return lines;
    }
}
