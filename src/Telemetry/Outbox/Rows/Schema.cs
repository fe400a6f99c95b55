using System.Globalization;
using Microsoft.Data.Sqlite;

namespace StationAgent.Telemetry.Outbox.Rows;

/// <summary>The tables of the store, and how a file of an earlier version becomes one of this version.</summary>
internal static class Schema
{
    /// <summary>"SAOX" distinguishes a store of this program from any other SQLite file.</summary>
    public const long ApplicationId = 0x53414F58;

    // One entry for each version: the statements that lead to it from the version before. Entries are never changed, only added, and each
    // changes a table or an index: the version can then also be read from the schema, so that an altered user_version is not taken for the
    // file
    // of a later program. Rows of "event" never change; their state is in "mark", whose small rows cost little to write.
    // An epoch reaches from its first number to the first number of the next one.
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

        // Marks exist only for existing rows; numbers whose rows were removed are in ranges. The range that is inserted here has a wrong
        // seal, so
        // that the ranges are computed from the rows when the file is opened.
        """
        CREATE TABLE removed (first INTEGER PRIMARY KEY, last INTEGER NOT NULL, seal INTEGER NOT NULL) STRICT;
        INSERT INTO removed (first, last, seal) VALUES (0, 0, 0);
        DELETE FROM mark WHERE kind = 3;
        """,
    ];

    /// <summary>The version that this program writes, kept in <c>user_version</c>.</summary>
    public static int Version => Steps.Length;

    /// <summary>Creates the tables in an empty file.</summary>
    public static void Create(SqliteConnection connection, IReadOnlyList<Epoch> epochs)
    {
        Advance(connection, Steps, 0, () =>
        {
            Execute(connection, $"PRAGMA application_id = {ApplicationId.ToString(CultureInfo.InvariantCulture)}");
            Execute(connection, "DELETE FROM removed");
            foreach (var epoch in epochs)
            {
                Epochs.Insert(connection, epoch);
            }
        });
    }

    /// <summary>Brings a file to <see cref="Version"/>.</summary>
    /// <exception cref="StoreDamageException">The file is a store of this program, but damaged.</exception>
    /// <exception cref="OutboxException">The file belongs to another program or to a later version.</exception>
    public static void Migrate(SqliteConnection connection, string path) => Migrate(connection, path, Steps);

    /// <summary>Brings a file to the version that other steps lead to.</summary>
    public static void Migrate(SqliteConnection connection, string path, IReadOnlyList<string> steps)
    {
        var version = Check(connection, path, steps);
        if (version < steps.Count)
        {
            Advance(connection, steps, version, () => { });
        }
    }

    /// <summary>Checks a file and returns its version.</summary>
    /// <exception cref="StoreDamageException">The file is a store of this program, but damaged.</exception>
    /// <exception cref="OutboxException">The file belongs to another program or to a later version.</exception>
    public static int Check(SqliteConnection connection, string path) => Check(connection, path, Steps);

    /// <summary>True when all tables of any version exist, whatever the header says.</summary>
    public static bool HasTables(SqliteConnection connection) => SchemaTexts.Of(connection).VersionAmong(Steps) > 0;

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

    private static int Check(SqliteConnection connection, string path, IReadOnlyList<string> steps)
    {
        var application = Scalar(connection, "PRAGMA application_id");
        var version = Scalar(connection, "PRAGMA user_version");
        var found = SchemaTexts.Of(connection);
        var shape = found.VersionAmong(steps);
        if (application != ApplicationId)
        {
            throw shape > 0 || found.SharesTableWith(steps)
                ? new StoreDamageException("the application number in its header was altered")
                : new OutboxException(
                    OutboxFailure.Corrupt, $"'{path}' is a database of another program; move the file away to start a new store.");
        }

        // A later version has tables or indexes that this program does not know; without any, the version number was altered.
        if (version > steps.Count && !found.IsExactly(shape, steps))
        {
            throw new OutboxException(
                OutboxFailure.NewerVersion,
                $"The store '{path}' has version {version}, made by a later version of this program; this one knows versions up to {steps.Count}.");
        }

        return shape > 0 && shape == version
            ? shape
            : throw new StoreDamageException(shape > 0 ? $"its version {shape} was altered to {version}" : "a table is missing or was altered");
    }

    /// <summary>Runs all steps in one transaction: a step that fails leaves the file as it was.</summary>
    private static void Advance(SqliteConnection connection, IReadOnlyList<string> steps, int version, Action also)
    {
        Execute(connection, "BEGIN EXCLUSIVE");
        try
        {
            for (var step = version; step < steps.Count; step++)
            {
                Execute(connection, steps[step]);
            }

            also();
            Execute(connection, $"PRAGMA user_version = {steps.Count.ToString(CultureInfo.InvariantCulture)}");
            Execute(connection, "COMMIT");
        }
        catch
        {
            // After some errors SQLite has already rolled back.
            if (SQLitePCL.raw.sqlite3_get_autocommit(connection.Handle) == 0)
            {
                Execute(connection, "ROLLBACK");
            }

            throw;
        }
    }
}
