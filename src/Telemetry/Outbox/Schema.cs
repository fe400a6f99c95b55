using System.Globalization;
using System.Security.Cryptography;
using Microsoft.Data.Sqlite;

namespace StationAgent.Telemetry.Outbox;

/// <summary>The tables of the store, and how a file of an earlier version becomes one of this version.</summary>
internal static class Schema
{
    /// <summary>"SAOX": tells a store of this program from any other SQLite file.</summary>
    public const long ApplicationId = 0x53414F58;

    // One entry for each version: what leads to it from the one before. Entries are never changed, only added.
    // Rows of "event" never change; what happens to them stands in "mark", whose small rows cost little to write.
    // An epoch reaches from its first number to the next epoch's.
    private static readonly string[] Steps =
    [
        """
        CREATE TABLE event (
            sequence INTEGER PRIMARY KEY, seal INTEGER NOT NULL, class INTEGER NOT NULL, recorded INTEGER NOT NULL, age INTEGER NOT NULL,
            topic TEXT NOT NULL, payload BLOB NOT NULL) STRICT;
        CREATE INDEX event_alarm ON event (sequence) WHERE class = 0;
        CREATE TABLE mark (
            sequence INTEGER PRIMARY KEY, seal INTEGER NOT NULL, kind INTEGER NOT NULL, age INTEGER NOT NULL, reason TEXT) STRICT;
        CREATE TABLE pair (key TEXT PRIMARY KEY, value TEXT NOT NULL, seal INTEGER NOT NULL) STRICT, WITHOUT ROWID;
        CREATE TABLE epoch (first INTEGER PRIMARY KEY, name TEXT NOT NULL, seal INTEGER NOT NULL) STRICT;
        """,
    ];

    /// <summary>The version that this program writes, kept in <c>user_version</c>.</summary>
    public static int Version => Steps.Length;

    /// <summary>Brings a file to <see cref="Version"/>.</summary>
    /// <exception cref="OutboxException">It is another program's file, or a later version's.</exception>
    public static void Migrate(SqliteConnection connection, string path)
    {
        var version = Check(connection, path);
        for (; version < Version; version++)
        {
            Execute(connection, "BEGIN EXCLUSIVE");
            Execute(connection, Steps[version]);
            if (version == 0)
            {
                Execute(connection, $"PRAGMA application_id = {ApplicationId.ToString(CultureInfo.InvariantCulture)}");
                StartEpoch(connection, first: 1);
            }

            Execute(connection, $"PRAGMA user_version = {(version + 1).ToString(CultureInfo.InvariantCulture)}");
            Execute(connection, "COMMIT");
        }
    }

    /// <summary>The version of a file, 0 for an empty one.</summary>
    /// <exception cref="OutboxException">It is another program's file, or a later version's.</exception>
    public static int Check(SqliteConnection connection, string path)
    {
        var application = Scalar(connection, "PRAGMA application_id");
        var version = Scalar(connection, "PRAGMA user_version");
        if (application != ApplicationId && Scalar(connection, "SELECT count(*) FROM sqlite_schema") > 0)
        {
            throw new OutboxException(
                OutboxFailure.Corrupt, $"'{path}' is a database of another program; move the file away to start a new store.");
        }

        return version <= Version
            ? (int)version
            : throw new OutboxException(
                OutboxFailure.NewerVersion,
                $"The store '{path}' has version {version}, made by a later version of this program; this one knows versions up to {Version}.");
    }

    public static void Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // Every statement is a constant of this assembly, or one with a formatted integer in it.
        command.CommandText = sql;
#pragma warning restore CA2100
        command.ExecuteNonQuery();
    }

    public static long Scalar(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // Every statement is a constant of this assembly.
        command.CommandText = sql;
#pragma warning restore CA2100
        return command.ExecuteScalar() is long value ? value : 0;
    }

    private static void StartEpoch(SqliteConnection connection, long first)
    {
        var name = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(sizeof(long)));
        using var command = connection.CreateCommand();
        command.CommandText = "INSERT INTO epoch (first, name, seal) VALUES ($first, $name, $seal)";
        command.Parameters.AddWithValue("$first", first);
        command.Parameters.AddWithValue("$name", name);
        command.Parameters.AddWithValue("$seal", Seal.OfPair(first.ToString(CultureInfo.InvariantCulture), name));
        command.ExecuteNonQuery();
    }
}
