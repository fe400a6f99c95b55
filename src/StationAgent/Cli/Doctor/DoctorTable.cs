using Spectre.Console;

namespace StationAgent.Cli.Doctor;

/// <summary>The results for a person.</summary>
internal static class DoctorTable
{
    /// <summary>Columns for a pipe or file, which has no width.</summary>
    private const int PipeWidth = 100;

    /// <summary>Writes the table and a summary line.</summary>
    /// <param name="report">What was found.</param>
    public static void Write(DoctorReport report)
    {
        if (!Console.IsOutputRedirected)
        {
            Write(AnsiConsole.Console, report);
            return;
        }

        using var text = new StringWriter { NewLine = "\n" };
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = AnsiSupport.No,
            ColorSystem = ColorSystemSupport.NoColors,
            Out = new AnsiConsoleOutput(text),
        });
        console.Profile.Width = PipeWidth;
        Write(console, report);
        foreach (var line in text.ToString().TrimEnd().Split('\n'))
        {
            // Cells are padded to their width, which is useless in a file.
            Console.Out.WriteLine(line.TrimEnd());
        }
    }

    private static void Write(IAnsiConsole console, DoctorReport report)
    {
        var table = new Table().Border(TableBorder.Simple).Expand().AddColumns("area", "check", "result", "found, and the remedy");
        for (var i = 0; i < table.Columns.Count - 1; i++)
        {
            table.Columns[i].NoWrap();
        }

        string? area = null;
        foreach (var result in report.Results)
        {
            if (area is not null && result.Area != area)
            {
                table.AddEmptyRow();
            }

            table.AddRow(
                new Text(result.Area == area ? "" : result.Area),
                new Text(result.Check),
                new Text(WordOf(result.State), StyleOf(result.State)),
                new Text(result.Remedy is { } remedy ? $"{result.Found}\n→ {remedy}" : result.Found));
            area = result.Area;
        }

        console.Write(table);
        console.WriteLine(Summary(report));
    }

    private static string Summary(DoctorReport report)
    {
        int Count(CheckState state) => report.Results.Count(one => one.State == state);
        return $"{report.Station}/{report.Device}: failed {Count(CheckState.Failed)}, warning {Count(CheckState.Warning)}, "
            + $"skipped {Count(CheckState.Skipped)}, ok {Count(CheckState.Ok)}. The service {(report.ServiceRuns ? "is running" : "is not running")}.";
    }

    private static string WordOf(CheckState state) => state switch
    {
        CheckState.Ok => "ok",
        CheckState.Skipped => "skipped",
        CheckState.Warning => "warning",
        _ => "FAILED",
    };

    private static Style StyleOf(CheckState state) => state switch
    {
        CheckState.Ok => new Style(Color.Green),
        CheckState.Skipped => new Style(decoration: Decoration.Dim),
        CheckState.Warning => new Style(Color.Yellow),
        _ => new Style(Color.Red),
    };
}
