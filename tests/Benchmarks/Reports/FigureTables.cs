using System.Text;
using System.Text.Json.Nodes;

namespace StationAgent.Benchmarks.Reports;

/// <summary>Turns the lines of the verbs into two Markdown tables: the goals, and all figures.</summary>
internal static class FigureTables
{
    private const string Begin = "<!-- figures: begin -->";
    private const string End = "<!-- figures: end -->";

    /// <summary>Puts the tables between the marks of a page.</summary>
    /// <exception cref="IOException">The page lacks a mark.</exception>
    public static string Replace(string page, IEnumerable<string> lines)
    {
        var (begin, end) = (page.IndexOf(Begin, StringComparison.Ordinal), page.IndexOf(End, StringComparison.Ordinal));
        return begin >= 0 && end > begin
            ? page[..(begin + Begin.Length)] + "\n" + Render(lines) + page[end..]
            : throw new IOException($"the page needs the lines '{Begin}' and '{End}', in this order");
    }

    private static string Render(IEnumerable<string> lines)
    {
        var goals = new StringBuilder("| verb | of | what | measured | goal | met |\n|---|---|---|---:|---:|---|\n");
        var figures = new StringBuilder("| verb | of | figures |\n|---|---|---|\n");
        foreach (var line in lines)
        {
            var report = JsonNode.Parse(line)!.AsObject();
            var (verb, of) = ($"`{report["verb"]}`", report["of"]);
            foreach (var goal in report["goals"]!.AsArray())
            {
                var limit = goal!["atMost"] is { } most ? $"≤ {most}" : $"≥ {goal["atLeast"]}";
                goals.Append($"| {verb} | {of} | {goal["what"]} | {goal["measured"]} | {limit} | {((bool)goal["met"]! ? "yes" : "**no**")} |\n");
            }

            var named = report.Where(static one => one.Key is not ("verb" or "of" or "goals")).Select(static one => $"{one.Key} {one.Value}");
            figures.Append($"| {verb} | {of} | {string.Join(", ", named)} |\n");
        }

        return $"{goals}\n{figures}";
    }
}
