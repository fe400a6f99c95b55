using Microsoft.Data.Sqlite;

namespace StationAgent.Telemetry.Outbox.Rows;

/// <summary>Reads a mark from a result with the columns of <see cref="Columns"/>.</summary>
internal readonly record struct MarkCells(long Sequence, long Seal, MarkKind Kind, long AgeMs, string? Reason)
{
    public const string Columns = "sequence, seal, kind, age, reason";

    /// <summary>Null when it is not what was written.</summary>
    public static MarkCells? Read(SqliteDataReader row, Epochs epochs)
    {
        var (seal, kind, age, reason) = (Cells.Number(row, 1), Cells.Number(row, 2), Cells.Number(row, 3), Cells.Text(row, 4));
        var mark = new MarkCells(row.GetInt64(0), seal ?? 0, (MarkKind)(kind ?? 0), age ?? 0, reason);
        return seal == Rows.Seal.OfMark(epochs.Name(mark.Sequence), mark.Kind, mark.AgeMs, reason)
            || seal == Rows.Seal.OfMarkOfVersion1(mark.Sequence, mark.Kind, mark.AgeMs, reason)
                ? mark
                : null;
    }
}
