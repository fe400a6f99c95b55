using Microsoft.Data.Sqlite;
using StationAgent.Telemetry.Outbox.Files;
using StationAgent.Telemetry.Outbox.Rows;

namespace StationAgent.Telemetry.Outbox.Salvage;

/// <summary>
/// Opens what can still be read of a damaged store, through a second name for its file and a WAL of its own, so that nothing is written to the
/// damaged files themselves.
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

    /// <summary>Opens a view.</summary>
    /// <param name="folder">A folder for the second name and the WAL; it is created and removed.</param>
    /// <param name="file">The damaged file.</param>
    /// <param name="wal">The WAL of the damaged file; null to read the file without it.</param>
    /// <param name="templatePage">The first page of an empty store, used when the damaged one cannot be.</param>
    /// <returns>Null when nothing can be read.</returns>
    public static DamagedView? Open(string folder, string file, DamagedWal? wal, byte[] templatePage) =>
        TryOpen(folder, file, wal, null) ?? TryOpen(folder, file, wal, templatePage);

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

    private static DamagedView? TryOpen(string folder, string file, DamagedWal? wal, byte[]? firstPage)
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
            // SQLite deletes a WAL whose file is empty.
            File.WriteAllBytes(name, new byte[StoreHeader.PageBytes]);
        }

        if (firstPage is null && HeadTrouble(name, wal))
        {
            return null;
        }

        var pagesInFile = (uint)((new FileInfo(name).Length + StoreHeader.PageBytes - 1) / StoreHeader.PageBytes);
        RebuiltWal.Write(name + "-wal", pagesInFile, wal, firstPage);
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
            // The next attempt replaces the first page by that of an empty store.
        }

        connection?.Dispose();
        return null;
    }

    private static bool HeadTrouble(string name, DamagedWal? wal)
    {
        if (wal?.Pages.Contains(1U) is not true)
        {
            return StoreHeader.HeadTroubleOf(name) is not null;
        }

        var page = new byte[StoreHeader.PageBytes];
        wal.ReadPage(1, page);
        return StoreHeader.TroubleIn(page) is not null;
    }
}
