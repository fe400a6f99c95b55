using System.Globalization;
using Spectre.Console;
using StationAgent.Cli.Screen;

namespace StationAgent.Cli.Live;

/// <summary>The table of pieces, with as many columns as there is room for.</summary>
internal static class PieceColumns
{
    // Columns come in from these widths on.
    private const int WithReason = 76;
    private const int WithAll = 110;

    /// <summary>Draws the newest pieces.</summary>
    public static IEnumerable<ScreenLine> Table(IReadOnlyList<PieceRow> pieces, ScreenSize size) => ScreenTable.Draw(
        size.Width >= WithAll ? [Number(pieces), Presented, TrueMass, Class, Weighed, Outcome, Reason, ReceivedAs]
        : size.Width >= WithReason ? [Number(pieces), Class, Weighed, Outcome, Reason, ReceivedAs]
        : [Number(pieces), Label, Weighed, Outcome],
        pieces,
        size);

    private static Column<PieceRow> Number(IReadOnlyList<PieceRow> pieces)
    {
        const int least = 2;
        var newest = pieces.Count == 0 ? "" : Text(pieces[^1]);
        return new Column<PieceRow>("#", Math.Max(least, newest.Length), Text) { IsRight = true };

        static string Text(PieceRow row) => row.Piece.Index.ToString(CultureInfo.InvariantCulture);
    }

    private static Column<PieceRow> Presented { get; } = new("presented", 0, static row => row.Piece.Name);

    private static Column<PieceRow> TrueMass { get; } =
        new("g", 7, static row => row.Piece.Mass.Value.ToString("0.0", CultureInfo.InvariantCulture)) { IsRight = true };

    private static Column<PieceRow> Weighed { get; } = new(
        "weighed", 7, static row => row.Judged?.Mass is { } mass ? mass.Mass.Value.ToString("0.0", CultureInfo.InvariantCulture) : "")
    {
        IsRight = true,
    };

    private static Column<PieceRow> Outcome { get; } = new("outcome", 9, static row => row.Judged is { } judged ? Describe.Name(judged.Outcome) : "…")
    {
        Style = static row => new Style(row.Judged?.Outcome switch
        {
            null => Color.Grey,
            DropOff.Outcome.Accepted => Color.Green,
            DropOff.Outcome.Rejected => Color.Yellow,
            _ => Color.Blue,
        }),
    };

    private static Column<PieceRow> ReceivedAs { get; } = new("received as", 13, static row =>
        row.EventId is null ? "" : $"{row.Received}{(row.Change is { } change ? ", " + change.ToString().ToLowerInvariant() : "")}");

    private static Column<PieceRow> Class { get; } =
        new("recognised", 24, static row => row.Judged is null ? "" : Describe.Class(row.Judged.Recognition));

    private static Column<PieceRow> Label { get; } =
        new("recognised", 0, static row => row.Judged is null ? "" : Describe.Label(row.Judged.Recognition));

    private static Column<PieceRow> Reason { get; } = new(
        "reason or use", 0, static row => row.Judged is { } judged ? Describe.ReasonOrUse(judged) : "");
}
