using Microsoft.Data.Sqlite;
using StationAgent.Telemetry.Outbox;
using StationAgent.Telemetry.Outbox.Rows;
using Xunit;

namespace StationAgent.Telemetry.Tests;

public sealed class SchemaTests
{
    private const string EpochOfVersion1 = "440c00635ef825a0";

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    /// <summary>
    /// A file that version 1 of the store has written: 13 events, 1 to 5 and 10 delivered and removed, 7 set aside, a note, nine sessions.
    /// </summary>
    [Fact]
    public async Task A_store_of_version_1_opens_with_everything_in_it()
    {
        using var folder = new TemporaryFolder();
        File.Copy(Path.Combine(AppContext.BaseDirectory, "Outbox", "Stores", "version-1.db"), folder.File);

        await using var outbox = folder.OpenOutbox();

        Assert.Equal((EpochOfVersion1, 13L, 6L, 1L), (outbox.StoreEpoch, outbox.LastSequence, outbox.Depth, outbox.SetAsideCount));
        var pending = outbox.ReadPending(0, 100);
        Assert.Equal([6L, 8, 9, 11, 12, 13], pending.Select(row => row.Id.Sequence));
        Assert.All(pending, row => Assert.Equal(row.Id.ToString(), row.Text()));
        Assert.Equal("evt-3", outbox.GetNote("settled"));
        Assert.Equal(10, await outbox.NextSessionAsync(Cancelled));
        Assert.Equal(14, (await outbox.AppendAsync()).Sequence);
        using var reader = OutboxReader.Open(folder.Path);
        Assert.Equal("refused", reader.Find(7)!.SetAsideReason);
        Assert.False(Directory.Exists(Path.Combine(folder.Path, "damaged-1")));
    }

    [Fact]
    public async Task A_damaged_store_of_version_1_is_salvaged_too()
    {
        using var folder = new TemporaryFolder();
        File.Copy(Path.Combine(AppContext.BaseDirectory, "Outbox", "Stores", "version-1.db"), folder.File);
        OpeningTests.Execute(folder, "PRAGMA user_version = 5");

        await using var outbox = folder.OpenOutbox();

        Assert.NotEqual(EpochOfVersion1, outbox.StoreEpoch);
        Assert.Equal([6L, 8, 9, 11, 12, 13], outbox.ReadPending(0, 100).Select(row => row.Id.Sequence));
        Assert.All(outbox.ReadPending(0, 100), row => Assert.Equal(EpochOfVersion1, row.Id.StoreEpoch));
        Assert.Equal(1, outbox.SetAsideCount);
    }

    [Fact]
    public void A_migration_that_fails_leaves_the_earlier_version_untouched()
    {
        using var folder = new TemporaryFolder();
        using var connection = new SqliteConnection($"Data Source={folder.File};Pooling=False");
        connection.Open();
        const string First = "CREATE TABLE one (a INTEGER)";
        Schema.Execute(connection, $"{First}; INSERT INTO one VALUES (7); PRAGMA user_version = 1; PRAGMA application_id = {Schema.ApplicationId}");

        Assert.Throws<SqliteException>(() => Schema.Migrate(
            connection, folder.File, [First, "CREATE TABLE two (a); DELETE FROM one", "INSERT INTO nowhere VALUES (1)"]));

        Assert.Equal((1, 7), (Schema.Scalar(connection, "PRAGMA user_version"), Schema.Scalar(connection, "SELECT a FROM one")));
        Assert.Equal(1, Schema.Scalar(connection, "SELECT count(*) FROM sqlite_schema"));
        Schema.Migrate(connection, folder.File, [First, "CREATE TABLE two (a)"]);
        Assert.Equal((2, 7), (Schema.Scalar(connection, "PRAGMA user_version"), Schema.Scalar(connection, "SELECT a FROM one")));
    }
}
