using Spectre.Console;

namespace StationAgent.Cli.Doctor;

/// <summary>The results for a person.</summary>
internal static class DoctorTable
{
    /// <summary>Columns of a pipe or file, which has no width of its own.</summary>
    private const int PipeWidth = 100;

    private const int ResultWidth = 7;

    /// <summary>Writes the table and a line about all of it.</summary>
    /// <param name="output">Where to; the width is the terminal's where it has one.</param>
    /// <param name="report">What was found.</param>
    public static void Write(TextWriter output, DoctorReport report)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(output) });
        if (Console.IsOutputRedirected)
        {
            console.Profile.Width = PipeWidth;
        }

        var table = new Table().Border(TableBorder.Horizontal).ShowRowSeparators().AddColumns("area", "check", "result", "found", "remedy");
        table.Columns[0].NoWrap();
        table.Columns[1].NoWrap();
        table.Columns[2].NoWrap().Width = ResultWidth;
        string? area = null;
        foreach (var result in report.Results)
        {
            table.AddRow(
                new Text(result.Area == area ? "" : result.Area),
                new Text(result.Check),
                new Text(WordOf(result.State), StyleOf(result.State)),
                new Text(result.Found),
                new Text(result.Remedy ?? ""));
            area = result.Area;
        }

        console.Write(table);
        console.WriteLine(Summary(report));
    }

    private static string Summary(DoctorReport report)
    {
        int Count(CheckState state) => report.Results.Count(one => one.State == state);
        return $"{report.Station}/{report.Device}, version {report.Version}: {Count(CheckState.Failed)} failed, {Count(CheckState.Warning)} warnings, "
            + $"{Count(CheckState.Skipped)} skipped, {Count(CheckState.Ok)} ok. The service {(report.ServiceRuns ? "is running" : "is not running")}.";
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
