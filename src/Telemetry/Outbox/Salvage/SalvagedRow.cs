using Microsoft.Data.Sqlite;
using StationAgent.Telemetry.Outbox.Rows;

namespace StationAgent.Telemetry.Outbox.Salvage;

/// <summary>An event that is copied from a damaged store into a new one, with its original seal.</summary>
internal sealed record SalvagedRow(EventId Id, long Seal, EventClass Class, long RecordedMs, long AgeMs, string Topic, byte[] Payload)
{
    public const string Columns = "sequence, seal, class, recorded, age, topic, payload";

    /// <summary>Reads a row; null when it was altered.</summary>
    public static SalvagedRow? Read(SqliteDataReader row, Epochs epochs)
    {
        for (var column = 0; column < 7; column++)
        {
            if (row.IsDBNull(column))
            {
                return null;
            }
        }

        var salvaged = new SalvagedRow(
            epochs.Name(row.GetInt64(0)),
            row.GetInt64(1),
            (EventClass)row.GetInt64(2),
            row.GetInt64(3),
            row.GetInt64(4),
            row.GetString(5),
            row.GetFieldValue<byte[]>(6));
        return salvaged.Seal == salvaged.TrueSeal() ? salvaged : null;
    }

    private long TrueSeal() => Rows.Seal.OfEvent(Id, Topic, Class, RecordedMs, AgeMs, Payload);
}
