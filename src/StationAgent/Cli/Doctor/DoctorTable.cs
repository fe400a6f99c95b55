using Spectre.Console;
using StationAgent.Failures;

namespace StationAgent.Cli.Doctor;

/// <summary>The results for a person.</summary>
internal static class DoctorTable
{
    /// <summary>Columns for a pipe or file, which has no width.</summary>
    private const int PipeWidth = 100;

    /// <summary>Below this width, a table would leave no room for what was found.</summary>
    private const int TableWidth = 70;

    private const int Indent = 2;

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

    /// <summary>Writes the results to a console of any width.</summary>
    public static void Write(IAnsiConsole console, DoctorReport report)
    {
        if (console.Profile.Width < TableWidth)
        {
            WriteList(console, report);
        }
        else
        {
            console.Write(TableOf(report));
        }

        console.Write(new Text(Summary(report) + "\n"));
    }

    /// <summary>For a narrow terminal: the finding below its check.</summary>
    private static void WriteList(IAnsiConsole console, DoctorReport report)
    {
        foreach (var result in report.Results)
        {
            console.Write(new Paragraph($"{result.Area}, {result.Check}: ").Append(WordOf(result.State) + "\n", StyleOf(result.State)));
            console.Write(new Padder(new Text(FindingOf(result)), new Padding(Indent, 0, 0, 0)));
        }
    }

    private static Table TableOf(DoctorReport report)
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
                new Text(FindingOf(result)));
            area = result.Area;
        }

        return table;
    }

    private static string FindingOf(CheckResult result) =>
        OutsideText.OneLine(result.Found) + (result.Remedy is { } remedy ? $"\n→ {OutsideText.OneLine(remedy)}" : "");

    // It names what failed: on a small screen, the rows about it have scrolled away.
    private static string Summary(DoctorReport report)
    {
        return $"{report.Station}/{report.Device}: {Count(CheckState.Failed)}, {Count(CheckState.Warning)}, {Count(CheckState.Skipped)}, {Count(CheckState.Ok)}. {ServiceOf(report)}";

        string Count(CheckState state)
        {
            var those = report.Results.Where(one => one.State == state).ToList();
            var names = state is CheckState.Failed or CheckState.Warning && those.Count > 0
                ? $" ({string.Join(", ", those.Select(static one => $"{one.Area} {one.Check}").Distinct(StringComparer.Ordinal))})"
                : "";
            return $"{(state == CheckState.Failed ? "failed" : WordOf(state))} {those.Count}{names}";
        }
    }

    private static string ServiceOf(DoctorReport report) => report.ServiceRuns switch
    {
        true => "The service is running.",
        false => "The service is not running.",
        _ => "This user may not find out whether the service is running.",
    };

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
