using System.CommandLine;
using StationAgent.Benchmarks.Reports;
using StationAgent.Hosting;

namespace StationAgent.Benchmarks.Verbs;

/// <summary><c>table</c>: lines of other verbs into a page.</summary>
internal static class TableVerb
{
    public static Command Create()
    {
        var into = new Option<FileInfo>("--into") { Description = "The page; what lies between its two marks is replaced.", Required = true };
        var command = new Command("table", "Reads JSON lines of other verbs from standard input and writes them into a page as tables.") { into };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var path = parsed.GetValue(into)!.FullName;
            var lines = (await Console.In.ReadToEndAsync(cancellationToken)).Split('\n', StringSplitOptions.RemoveEmptyEntries);
            var page = await File.ReadAllTextAsync(path, cancellationToken);
            await File.WriteAllTextAsync(path, FigureTables.Replace(page, lines), cancellationToken);
            return ExitCodes.Success;
        });
        return command;
    }
}
