using Microsoft.Data.Sqlite;
using StationAgent.Telemetry.Outbox.Files;
using StationAgent.Telemetry.Outbox.Rows;

namespace StationAgent.Telemetry.Outbox.Salvage;

/// <summary>
/// A damaged store as it can still be read, through a second name for its file and a log of its own, so that nothing is written to the damaged
/// files themselves.
/// </summary>
internal sealed class DamagedView : IDisposable
{
    private readonly string _folder;

    private DamagedView(string folder, SqliteConnection connection)
    {
        _folder = folder;
        Connection = connection;
    }

    public SqliteConnection Connection { get; }

    /// <param name="folder">A folder for the names and the log; made and removed.</param>
    /// <param name="file">The damaged file.</param>
    /// <param name="log">Its log; null to read the file without it.</param>
    /// <param name="templatePage">The first page of an empty store, for when this one's cannot be used.</param>
    /// <returns>Null when nothing of it can be read.</returns>
    public static DamagedView? Open(string folder, string file, DamagedLog? log, byte[] templatePage) =>
        TryOpen(folder, file, log, null) ?? TryOpen(folder, file, log, templatePage);

    public static void Remove(string folder)
    {
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    public void Dispose()
    {
        Connection.Dispose();
        Remove(_folder);
    }

    private static DamagedView? TryOpen(string folder, string file, DamagedLog? log, byte[]? firstPage)
    {
        Remove(folder);
        Directory.CreateDirectory(folder);
        var name = Path.Combine(folder, StoreFolder.FileName);
        if (new FileInfo(file) is { Exists: true, Length: > 0 })
        {
            if (!StoreFolder.TryLink(file, name))
            {
                File.Copy(file, name);
            }
        }
        else
        {
            // SQLite throws a log away when the file below it is empty.
            File.WriteAllBytes(name, new byte[StoreHeader.PageBytes]);
        }

        if (firstPage is null && HeadTrouble(name, log))
        {
            return null;
        }

        var pagesInFile = (uint)((new FileInfo(name).Length + StoreHeader.PageBytes - 1) / StoreHeader.PageBytes);
        RebuiltLog.Write(name + "-wal", pagesInFile, log, firstPage);
        SqliteConnection? connection = null;
        try
        {
            connection = StoreConnections.OpenReader(name);
            if (Schema.HasTables(connection))
            {
                return new DamagedView(folder, connection);
            }
        }
        catch (SqliteException exception) when (SqliteFailures.IsDamage(exception) || SqliteFailures.IsConfused(exception))
        {
            // The next attempt lays the first page of an empty store over this one's.
        }

        connection?.Dispose();
        return null;
    }

    private static bool HeadTrouble(string name, DamagedLog? log)
    {
        if (log?.Pages.Contains(1U) is not true)
        {
            return StoreHeader.HeadTroubleOf(name) is not null;
        }

        var page = new byte[StoreHeader.PageBytes];
        log.ReadPage(1, page);
        return StoreHeader.TroubleIn(page) is not null;
    }
}
