using Microsoft.Data.Sqlite;
using StationAgent.Telemetry.Outbox;
using Xunit;

namespace StationAgent.Telemetry.Tests;

public sealed class OpeningTests
{
    [Fact]
    public async Task A_second_agent_is_refused_only_while_the_first_runs()
    {
        using var folder = new TemporaryFolder();
        var first = folder.OpenOutbox();

        var exception = Assert.Throws<OutboxException>(() => folder.OpenOutbox());
        await first.DisposeAsync();
        await using var second = folder.OpenOutbox();

        Assert.Equal(OutboxFailure.Locked, exception.Kind);
        Assert.Contains(folder.Path, exception.Message, StringComparison.Ordinal);
        Assert.Contains("in use", exception.Message, StringComparison.Ordinal);
        Assert.Equal(first.StoreEpoch, second.StoreEpoch);
    }

    [Fact]
    public async Task A_missing_folder_is_created_for_its_owner_only()
    {
        using var folder = new TemporaryFolder();
        var inner = Path.Combine(folder.Path, "a", "b");

        await using var outbox = Outbox.Outbox.Open(
            inner, new OutboxOptions(), TimeProvider.System, Microsoft.Extensions.Logging.Abstractions.NullLogger.Instance);

        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(inner));
        }
    }

    [Theory]
    [InlineData("/proc/outbox", OutboxFailure.ReadOnly)]
    [InlineData("/proc", OutboxFailure.InputOutput)]
    [InlineData("/etc/hostname/outbox", OutboxFailure.ReadOnly)]
    public void A_folder_that_cannot_be_written_is_named(string path, OutboxFailure kind)
    {
        var exception = Assert.Throws<OutboxException>(() => Outbox.Outbox.Open(
            path, new OutboxOptions(), TimeProvider.System, Microsoft.Extensions.Logging.Abstractions.NullLogger.Instance));

        Assert.Equal(kind, exception.Kind);
        Assert.Contains($"'{path}'", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_is_not_a_database_is_quarantined_unaltered()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File, string.Join('\n', Enumerable.Repeat("this is a letter, not a database", 200)));
        var before = File.ReadAllBytes(folder.File);

        await using var outbox = folder.OpenOutbox();

        Assert.Equal(before, File.ReadAllBytes(Path.Combine(folder.Path, "damaged-1", "outbox.db")));
        Assert.Equal(1, (await outbox.AppendAsync()).Sequence);
    }

    [Fact]
    public void Another_programs_database_is_refused()
    {
        using var folder = new TemporaryFolder();
        Execute(folder, "CREATE TABLE recipes (name TEXT)");

        var exception = Assert.Throws<OutboxException>(() => folder.OpenOutbox());

        Assert.Equal(OutboxFailure.Corrupt, exception.Kind);
        Assert.Contains("another program", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_store_of_a_later_version_is_refused()
    {
        using var folder = new TemporaryFolder();
        await folder.OpenOutbox().DisposeAsync();
        Execute(folder, "PRAGMA user_version = 99; CREATE TABLE new_in_99 (x);");

        var exception = Assert.Throws<OutboxException>(() => folder.OpenOutbox());

        Assert.Equal(OutboxFailure.NewerVersion, exception.Kind);
        Assert.Contains("99", exception.Message, StringComparison.Ordinal);
    }

    internal static void Execute(TemporaryFolder folder, string sql)
    {
        using var connection = new SqliteConnection($"Data Source={folder.File};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
