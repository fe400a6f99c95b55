using Microsoft.Data.Sqlite;

namespace StationAgent.Telemetry.Outbox.Rows;

/// <summary>Reads a mark from a result with the columns of <see cref="Columns"/>.</summary>
internal readonly record struct MarkRow(long Sequence, long Seal, MarkKind Kind, long AgeMs, string? Reason)
{
    public const string Columns = "sequence, seal, kind, age, reason";

    /// <summary>Reads a mark; null when it was altered.</summary>
    public static MarkRow? Read(SqliteDataReader row, Epochs epochs)
    {
        var (seal, kind, age, reason) = (NullableCells.Number(row, 1), NullableCells.Number(row, 2), NullableCells.Number(row, 3), NullableCells.Text(row, 4));
        var mark = new MarkRow(row.GetInt64(0), seal ?? 0, (MarkKind)(kind ?? 0), age ?? 0, reason);
        return seal == Rows.Seal.OfMark(epochs.Name(mark.Sequence), mark.Kind, mark.AgeMs, reason)
            || seal == Rows.Seal.OfMarkOfVersion1(mark.Sequence, mark.Kind, mark.AgeMs, reason)
                ? mark
                : null;
    }
}
