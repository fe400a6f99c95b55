using Microsoft.Data.Sqlite;

namespace StationAgent.Telemetry.Outbox.Rows;

/// <summary>Reads an event from a result whose columns are those of <see cref="Columns"/>.</summary>
internal static class EventRow
{
    public const string Columns = "e.sequence, e.seal, e.class, e.recorded, e.age, e.topic, e.payload, m.kind, m.reason";
    public const string From = "FROM event e LEFT JOIN mark m ON m.sequence = e.sequence";

    // What DateTimeOffset.FromUnixTimeMilliseconds takes.
    private const long EarliestMs = -62_135_596_800_000;
    private const long LatestMs = 253_402_300_799_999;

    /// <summary>Reads one row; null when it is damaged, with the reason in <paramref name="damage"/>.</summary>
    public static StoredEvent? Read(SqliteDataReader row, Epochs epochs, out string? damage)
    {
        var id = epochs.Name(row.GetInt64(0));
        try
        {
            var (@class, recorded, age) = ((EventClass)row.GetInt64(2), row.GetInt64(3), row.GetInt64(4));
            var topic = row.GetString(5);
            var payload = row.GetFieldValue<byte[]>(6);
            if (recorded is >= EarliestMs and <= LatestMs
                && Seal.OfEvent(id, topic, @class, recorded, age, payload) == row.GetInt64(1))
            {
                var state = row.IsDBNull(7) ? EventState.Pending : (EventState)row.GetInt64(7);
                var reason = row.IsDBNull(8) ? null : row.GetString(8);
                damage = null;
                return new StoredEvent(id, topic, @class, DateTimeOffset.FromUnixTimeMilliseconds(recorded), payload, state, reason);
            }
        }
        catch (Exception exception) when (exception is InvalidCastException or InvalidOperationException or OverflowException)
        {
            damage = $"event {id} cannot be read: {exception.Message}";
            return null;
        }

        damage = $"event {id} was altered on disk: its checksum does not match";
        return null;
    }
}
