using Microsoft.Data.Sqlite;

namespace StationAgent.Telemetry.Outbox.Rows;

/// <summary>Reads the last number of a file.</summary>
internal static class LastNumber
{
    /// <summary>The last number; null when the last row was altered.</summary>
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
