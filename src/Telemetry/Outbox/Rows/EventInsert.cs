using Microsoft.Data.Sqlite;

namespace StationAgent.Telemetry.Outbox.Rows;

/// <summary>Inserts an event row.</summary>
internal sealed class EventInsert(SqliteConnection connection) : IDisposable
{
    private readonly RawStatement _statement = new(
        connection, "INSERT INTO event (sequence, seal, class, recorded, age, topic, payload) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)");

    /// <exception cref="SqliteException">The row could not be inserted.</exception>
    public void Run(long sequence, long seal, EventClass @class, long recordedMs, long ageMs, string topic, ReadOnlySpan<byte> payload) => _statement
        .Bind(1, sequence).Bind(2, seal).Bind(3, (long)@class).Bind(4, recordedMs).Bind(5, ageMs).Bind(6, topic).Bind(7, payload).Run();

    public void Dispose() => _statement.Dispose();
}
