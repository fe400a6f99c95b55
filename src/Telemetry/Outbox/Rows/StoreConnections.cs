using Microsoft.Data.Sqlite;

namespace StationAgent.Telemetry.Outbox.Rows;

/// <summary>Opens connections to the store's file.</summary>
internal static class StoreConnections
{
    /// <summary>
    /// Opens the one connection that writes. Every commit is synced; a checkpoint follows after every 1,000 pages of the WAL, SQLite's default.
    /// </summary>
    public static SqliteConnection OpenWriter(string file) => Open(
        file,
        SqliteOpenMode.ReadWriteCreate,
        // A negative cache_size is in KiB. It is small because memory is short and recently written rows are seldom read.
        "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA cell_size_check = ON; PRAGMA trusted_schema = OFF; PRAGMA cache_size = -512");

    /// <summary>Opens a connection that reads beside the writer, in this process or another.</summary>
    public static SqliteConnection OpenReader(string file) =>
        Open(file, SqliteOpenMode.ReadOnly, "PRAGMA cell_size_check = ON; PRAGMA trusted_schema = OFF; PRAGMA cache_size = -512");

    /// <summary>
    /// Opens the connection that builds a new file under another name. Nothing in it needs to survive a crash before it is complete; each commit
    /// is synced all the same, so that not everything has to be synced at the end.
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
