using Microsoft.Data.Sqlite;
using StationAgent.Telemetry.Outbox.Bookkeeping;
using StationAgent.Telemetry.Outbox.Files;
using StationAgent.Telemetry.Outbox.Rows;

namespace StationAgent.Telemetry.Outbox.Recovery;

/// <summary>Inspects a store without writing to it, before a connection that writes copies its WAL into the file.</summary>
internal static class StoreInspection
{
    /// <summary>Checks a store.</summary>
    /// <exception cref="StoreDamageException">The file is a store of this program, and is damaged.</exception>
    /// <exception cref="OutboxException">The file belongs to another program or to a later version.</exception>
    /// <exception cref="SqliteException">The disk fails, or another program holds the file.</exception>
    public static void Check(string file, NotedFigures? noted)
    {
        if (Directory.Exists(file) || Directory.Exists(file + "-wal") || Directory.Exists(file + "-shm"))
        {
            throw new StoreDamageException("a folder stands where one of its files should be");
        }

        // SQLite takes an empty file for a new one and would delete its WAL.
        if (new FileInfo(file).Length < StoreHeader.Bytes)
        {
            throw new StoreDamageException("it has been cut short");
        }

        var header = StoreHeader.TroubleOf(file);
        try
        {
            using var connection = StoreConnections.OpenReader(file);
            Schema.Check(connection, file);
            if (header is not null)
            {
                throw new StoreDamageException(header);
            }

            var epochs = Epochs.Load(connection);
            Compare(epochs, LastRow(connection, epochs), noted, () => Renamed(connection));
        }
        catch (SqliteException exception) when (SqliteFailures.IsDamage(exception) || (header is not null && SqliteFailures.IsConfused(exception)))
        {
            throw new StoreDamageException(exception.Message, exception);
        }
    }

    /// <summary>
    /// Reads the last number, which must be right before the next one is given. It also shows whether the WAL belongs to the file.
    /// </summary>
    private static long LastRow(SqliteConnection connection, Epochs epochs) => LastNumber.Of(connection, epochs, out var damage) is { } last
        ? last
        : throw new StoreDamageException($"its last row is damaged: {damage}");

    private static RenamedNumbers Renamed(SqliteConnection connection)
    {
        using var command = connection.CreateCommand();
        command.CommandText = $"SELECT value FROM pair WHERE key = '{PairKeys.Renamed}'";
        return RenamedNumbers.Of(command.ExecuteScalar() as string);
    }

    private static void Compare(Epochs epochs, long last, NotedFigures? noted, Func<RenamedNumbers> renamed)
    {
        if (noted is null)
        {
            return;
        }

        // A crash may have come between the change of an epoch's name and the note.
        if (!epochs.All.Contains(noted.Epochs.All[^1]) && !renamed().Knows(noted.Epochs.Current))
        {
            throw new StoreDamageException(
                $"it is not the store that was here before: its epoch is {epochs.Current}, and {noted.Epochs.Current} was noted");
        }

        if (noted.Last > last)
        {
            throw new StoreDamageException($"it ends at number {last}, and number {noted.Last} was synced");
        }
    }
}
