using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace StationAgent.Telemetry.Outbox;

/// <summary>
/// The one statement that runs for every event. It is bound through SQLite's own interface: the provider's parameters cost more than the
/// insert itself when many events share a sync.
/// </summary>
internal sealed class EventInsert : IDisposable
{
    private readonly sqlite3 _database;
    private readonly sqlite3_stmt _statement;

    public EventInsert(SqliteConnection connection)
    {
        _database = connection.Handle ?? throw new InvalidOperationException("The connection is not open.");
        Check(raw.sqlite3_prepare_v3(
            _database,
            "INSERT INTO event (sequence, seal, class, recorded, age, topic, payload) VALUES (?, ?, ?, ?, ?, ?, ?)",
            raw.SQLITE_PREPARE_PERSISTENT,
            out _statement));
    }

    /// <exception cref="SqliteException">The row could not be inserted.</exception>
    public void Run(long sequence, long seal, EventClass @class, long recordedMs, long ageMs, string topic, ReadOnlySpan<byte> payload)
    {
        // A binding fails only when memory is short or the value is larger than SQLite's limit of a billion bytes.
        Check(raw.sqlite3_bind_int64(_statement, 1, sequence));
        Check(raw.sqlite3_bind_int64(_statement, 2, seal));
        Check(raw.sqlite3_bind_int64(_statement, 3, (long)@class));
        Check(raw.sqlite3_bind_int64(_statement, 4, recordedMs));
        Check(raw.sqlite3_bind_int64(_statement, 5, ageMs));
        Check(raw.sqlite3_bind_text(_statement, 6, topic));
        Check(raw.sqlite3_bind_blob(_statement, 7, payload));
        var result = raw.sqlite3_step(_statement);

        // Reset answers with the step's error once more; asked first, the connection would forget the text of it.
        if (result != raw.SQLITE_DONE)
        {
            try
            {
                SqliteException.ThrowExceptionForRC(result, _database);
            }
            finally
            {
                raw.sqlite3_reset(_statement);
            }
        }

        raw.sqlite3_reset(_statement);
    }

    public void Dispose() => _statement.Dispose();

    private void Check(int result) => SqliteException.ThrowExceptionForRC(result, _database);
}
