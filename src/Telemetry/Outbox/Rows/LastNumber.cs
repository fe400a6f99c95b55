using Microsoft.Data.Sqlite;

namespace StationAgent.Telemetry.Outbox.Rows;

/// <summary>The last number that a file tells of.</summary>
internal static class LastNumber
{
    /// <summary>Null when the last row is not what was written.</summary>
    public static long? Of(SqliteConnection connection, Epochs epochs, out string? damage)
    {
        using var command = connection.CreateCommand();
        command.CommandText = $"SELECT {EventRow.Columns} {EventRow.From} ORDER BY e.sequence DESC LIMIT 1";
        using var row = command.ExecuteReader();
        damage = null;
        return !row.Read()
            ? epochs.CurrentFirst - 1
            : EventRow.Read(row, epochs, out damage) is { } stored ? stored.Id.Sequence : null;
    }
}
