using Microsoft.Data.Sqlite;

namespace StationAgent.Telemetry.Outbox.Rows;

/// <summary>How the store's file is opened.</summary>
internal static class StoreConnections
{
    /// <summary>
    /// The one connection that writes. Every commit is synced; checkpoints come at every 1,000 pages of log, SQLite's own default.
    /// </summary>
    public static SqliteConnection OpenWriter(string file) => Open(
        file,
        SqliteOpenMode.ReadWriteCreate,
        // cache_size in KiB when negative: the agent's memory is small, and what is written is seldom read soon.
        "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA cell_size_check = ON; PRAGMA trusted_schema = OFF; PRAGMA cache_size = -512");

    /// <summary>A connection that reads beside the writer, in this process or another.</summary>
    public static SqliteConnection OpenReader(string file) =>
        Open(file, SqliteOpenMode.ReadOnly, "PRAGMA cell_size_check = ON; PRAGMA trusted_schema = OFF; PRAGMA cache_size = -512");

    /// <summary>
    /// The connection that makes a new file under another name. Nothing needs to survive a crash before it is whole; synced all the same at each
    /// commit, so that the disk is not left with all of it at the end.
    /// </summary>
    public static SqliteConnection OpenBuilder(string file) => Open(
        file,
        SqliteOpenMode.ReadWriteCreate,
        "PRAGMA journal_mode = MEMORY; PRAGMA synchronous = NORMAL; PRAGMA trusted_schema = OFF; PRAGMA cache_size = -2048");

    private static SqliteConnection Open(string file, SqliteOpenMode mode, string pragmas)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = file,
            Mode = mode,
            Pooling = false,
            DefaultTimeout = 5,
        }.ToString());
        try
        {
            connection.Open();
            Schema.Execute(connection, pragmas);
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }
}
