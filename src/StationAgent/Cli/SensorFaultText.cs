using System.Globalization;
using Spectre.Console;
using StationAgent.Simulation.SensorFaults;

namespace StationAgent.Cli;

/// <summary>What a run with failing sensors has shown, for a person.</summary>
internal static class SensorFaultText
{
    public static void Write(IAnsiConsole console, SensorFaultSummary summary)
    {
        var table = new Table().Border(TableBorder.Rounded).Title("with failing sensors").HideHeaders().AddColumns("what", "figure");
        table.AddRow("laid down", Invariant($"{summary.Pieces} times"));
        table.AddRow("credited", Invariant($"{summary.Credited}, of them {summary.WrongCredits.Count} wrongly"));
        table.AddRow(
            "taken back or replaced inside the window",
            Invariant($"{summary.TakenBackOrSwapped}, of them {summary.CreditedAlthoughTakenBackOrSwapped} credited"));
        table.AddRow("credited as another class by the classifier", Invariant($"{summary.Misrecognised}"));
        table.AddRow("rightly refused", Invariant($"{summary.RightlyRefused}"));
        foreach (var (reason, count) in summary.Refusals)
        {
            table.AddRow(Markup.Escape($"honest pieces refused: {NameOf(reason)}"), Invariant($"{count}"));
        }

        foreach (var (reason, count) in summary.Amended)
        {
            table.AddRow(Markup.Escape($"honest pieces amended: {NameOf(reason)}"), Invariant($"{count}"));
        }

        table.AddRow("honest pieces without an event", Invariant($"{summary.Unanswered.Count}"));
        table.AddRow("visitors turned away", Invariant($"{summary.TurnedAway.Count}"));
        console.Write(table);
        console.Write(Kinds(summary));
        foreach (var piece in summary.Unanswered)
        {
            console.WriteLine(Invariant(
                $"no event: piece {piece.Piece} ({piece.Name}, {piece.Grams:0.0} g) at {piece.AtSeconds:0.0} s; faults: {ListOf(piece.Faults, "none")}; station {piece.Status}: {ListOf(piece.Causes, "gave no cause")}"));
        }

        foreach (var visitor in summary.TurnedAway)
        {
            console.WriteLine(Invariant($"turned away at {visitor.AtSeconds:0.0} s: station {visitor.Status}: {visitor.Cause ?? "gave no cause"}"));
        }
    }

    private static Table Kinds(SensorFaultSummary summary)
    {
        var table = new Table().Border(TableBorder.Rounded).AddColumns("fault", "pieces", "credited", "wrongly", "refused", "amended", "no event");
        foreach (var (kind, share) in summary.ByKind)
        {
            table.AddRow(
                kind,
                Invariant($"{share.Pieces}"),
                Invariant($"{share.Credited}"),
                Invariant($"{share.WronglyCredited}"),
                Invariant($"{share.Refused}"),
                Invariant($"{share.Amended}"),
                Invariant($"{share.Unanswered}"));
        }

        return table;
    }

    private static string NameOf(string reason) => reason.Length == 0 ? "no reason" : reason;

    private static string ListOf(IReadOnlyList<string> texts, string none) => texts.Count == 0 ? none : string.Join(", ", texts);

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
