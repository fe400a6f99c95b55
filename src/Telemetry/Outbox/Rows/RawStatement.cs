using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace StationAgent.Telemetry.Outbox.Rows;

/// <summary>
/// A statement that runs for every event or mark. Its values are bound through SQLite's own interface, because the provider's parameters cost
/// more than the insert itself when many inserts share a sync.
/// </summary>
internal sealed class RawStatement : IDisposable
{
    private readonly sqlite3 _database;
    private readonly sqlite3_stmt _statement;

    public RawStatement(SqliteConnection connection, string sql)
    {
        _database = connection.Handle ?? throw new InvalidOperationException("The connection is not open.");
        Check(raw.sqlite3_prepare_v3(_database, sql, raw.SQLITE_PREPARE_PERSISTENT, out _statement));
    }

    // Binding fails only when memory is short or the value is larger than SQLite's limit of a billion bytes.
    public RawStatement Bind(int index, long value)
    {
        Check(raw.sqlite3_bind_int64(_statement, index, value));
        return this;
    }

    public RawStatement Bind(int index, string? value)
    {
        Check(value is null ? raw.sqlite3_bind_null(_statement, index) : raw.sqlite3_bind_text(_statement, index, value));
        return this;
    }

    public RawStatement Bind(int index, ReadOnlySpan<byte> value)
    {
        Check(raw.sqlite3_bind_blob(_statement, index, value));
        return this;
    }

    /// <summary>Runs the statement with the bound values.</summary>
    /// <returns>The number of rows that were changed.</returns>
    /// <exception cref="SqliteException">The statement failed.</exception>
    public int Run()
    {
        var result = raw.sqlite3_step(_statement);
        if (result == raw.SQLITE_DONE)
        {
            raw.sqlite3_reset(_statement);
            return raw.sqlite3_changes(_database);
        }

        // Read the error before the reset, after which the connection no longer has its text.
        try
        {
            SqliteException.ThrowExceptionForRC(result, _database);
            return 0;
        }
        finally
        {
            raw.sqlite3_reset(_statement);
        }
    }

    public void Dispose() => _statement.Dispose();

    private void Check(int result) => SqliteException.ThrowExceptionForRC(result, _database);
}
