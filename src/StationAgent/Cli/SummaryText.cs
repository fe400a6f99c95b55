using System.Globalization;
using System.Text.Json.Serialization;
using Spectre.Console;
using StationAgent.Failures;
using StationAgent.Simulation;

namespace StationAgent.Cli;

/// <summary>The summary of a simulation for a person.</summary>
internal static class SummaryText
{
    public static void Write(IAnsiConsole console, SimulationSummary summary)
    {
        var table = new Table().Border(TableBorder.Rounded).HideHeaders().AddColumns("what", "figure");
        table.AddRow("presented", Invariant($"{summary.Presented}"));
        table.AddRow("drop-off events received", Invariant($"{summary.Received}"));
        table.AddRow("outcomes", Invariant($"{summary.Accepted} accepted, {summary.Rejected} rejected, {summary.Undecided} undecided"));
        table.AddRow("taken back", Invariant($"{summary.Withdrawn} withdrawn"));
        table.AddRow("order", Invariant($"{summary.OutOfOrder} out of order, {summary.Redelivered} repeats removed by ID"));
        if (summary.RightClaims is { } claims)
        {
            table.AddRow("correct classes", Invariant($"{claims:P1} of the pieces whose class was claimed"));
        }

        foreach (var (path, share) in summary.Levels)
        {
            table.AddRow(OutsideText.OneLine($"accepted as {path}"), Invariant($"{share.Accepted}, {share.Right} of them correctly"));
        }

        if (summary.Served.People > 0)
        {
            table.AddRow("served", Invariant($"{summary.Served.First} of {summary.Served.People} people at the first try, {summary.Served.Second} more at the second"));
        }

        table.AddRow("mass", Invariant($"{summary.MassErrorGrams.Mean:0.0} g mean difference, {summary.MassErrorGrams.Largest:0.0} g largest"));
        table.AddRow("time", Invariant($"{summary.StationSeconds:0} s of station time in {summary.RealSeconds:0.0} s of real time"));
        console.Write(table);
        if (summary.SensorFaults is { } faults)
        {
            SensorFaultText.Write(console, faults);
        }

        console.WriteLine(SimulationSummary.PlumbingNote, new Style(decoration: Decoration.Dim));
        foreach (var difference in summary.Differences)
        {
            console.WriteLine("difference: " + difference, new Style(Color.Red));
        }

        if (summary.Agrees)
        {
            console.WriteLine(
                summary.SensorFaults is null
                    ? "Every presented piece became exactly one received event."
                    : "Nothing was credited that was taken back, replaced, weighed wrongly or not there.",
                new Style(Color.Green));
        }
    }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}

/// <summary>The last line of <c>simulate --json</c>.</summary>
internal sealed record SummaryLine(SimulationSummary Summary);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(SummaryLine))]
internal sealed partial class SummaryJson : JsonSerializerContext;
