using System.Text;
using Microsoft.Data.Sqlite;
using StationAgent.Telemetry.Outbox;
using Xunit;

namespace StationAgent.Telemetry.Tests;

/// <summary>Decisions by what is stored, and what is remembered about events.</summary>
public sealed class RemarkTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_remark_is_found_also_after_a_restart()
    {
        EventId first, second;
        await using (var outbox = _folder.OpenOutbox())
        {
            first = await outbox.AppendAsync();
            second = await outbox.AppendAsync(Draft(first, "good"), Cancelled);
            Assert.Equal($"good {second}", await RemarkAsync(outbox, first));
            Assert.Null(await RemarkAsync(outbox, second));
        }

        await using var again = _folder.OpenOutbox();
        Assert.Equal($"good {second}", await RemarkAsync(again, first));
    }

    [Fact]
    public async Task A_decision_sees_what_the_same_transaction_has_stored()
    {
        await using var outbox = _folder.OpenOutbox();
        var first = await outbox.AppendAsync();

        var ids = await Task.WhenAll(Enumerable.Range(0, 200).Select(_ =>
            outbox.AppendIfAsync(view => view.Remark(first, "said") is null ? Draft(first, "once") : null, Cancelled)));

        Assert.Single(ids, static id => id is not null);
        Assert.Equal(2, outbox.LastSequence);
    }

    [Fact]
    public async Task A_decision_that_throws_stores_nothing_and_concerns_no_other_request()
    {
        await using var outbox = _folder.OpenOutbox();
        var first = await outbox.AppendAsync();

        var failing = outbox.AppendIfAsync(static _ => throw new InvalidOperationException("no"), Cancelled);
        var tooLarge = outbox.AppendIfAsync(_ => Draft(first, "large") with { Render = static _ => new byte[70_000] }, Cancelled);
        var next = await outbox.AppendAsync();

        await Assert.ThrowsAsync<InvalidOperationException>(() => failing);
        await Assert.ThrowsAsync<OutboxException>(() => tooLarge);
        Assert.Equal(2, next.Sequence);
        Assert.Null(await RemarkAsync(outbox, first));
    }

    [Fact]
    public async Task An_event_is_found_by_its_whole_id_only()
    {
        await using var outbox = _folder.OpenOutbox();
        var first = await outbox.AppendAsync();
        StoredEvent? found = null, other = null, missing = null;
        await outbox.AppendIfAsync(
            view =>
            {
                found = view.Find(first);
                other = view.Find(new EventId("ffeeddccbbaa9988", first.Sequence));
                missing = view.Find(new EventId(first.StoreEpoch, 99));
                Assert.True(view.Knows(first.StoreEpoch));
                Assert.False(view.Knows("ffeeddccbbaa9988"));
                return null;
            },
            Cancelled);

        Assert.Equal(first, found?.Id);
        Assert.Null(other);
        Assert.Null(missing);
    }

    [Fact]
    public async Task A_note_is_stored_with_its_event()
    {
        await using (var outbox = _folder.OpenOutbox())
        {
            await outbox.AppendAsync(new EventDraft("evt/x", EventClass.Record, Render) { Note = ("door", "open") }, Cancelled);
            Assert.Equal("open", outbox.GetNote("door"));
        }

        await using var again = _folder.OpenOutbox();
        Assert.Equal("open", again.GetNote("door"));
    }

    /// <summary>The oldest rows go when the store is at its limit.</summary>
    [Fact]
    public async Task A_remark_goes_with_its_event()
    {
        await using var outbox = _folder.OpenOutbox(new OutboxOptions { MaximumEvents = 8 });
        var first = await outbox.AppendAsync();
        var second = await outbox.AppendAsync();
        await outbox.AppendAsync(Draft(first, "a"), Cancelled);
        await outbox.AppendAsync(Draft(second, "b"), Cancelled);
        Assert.Equal(2, Remarks());
        outbox.MarkDelivered(first);

        for (var i = 0; i < 5; i++)
        {
            await outbox.AppendAsync();
        }

        Assert.Null(await RemarkAsync(outbox, first));
        Assert.Equal("b", (await RemarkAsync(outbox, second))?.Split(' ')[0]);
        Assert.Equal(1, Remarks());

        // An event that makes room by the very row that it is about remembers nothing about it.
        outbox.MarkDelivered(second);
        await outbox.AppendAsync(Draft(second, "c"), Cancelled);
        Assert.Equal(0, Remarks());
    }

    [Fact]
    public async Task An_altered_remark_counts_as_none_and_costs_nothing_else()
    {
        EventId first;
        await using (var outbox = _folder.OpenOutbox())
        {
            first = await outbox.AppendAsync();
            await outbox.AppendAsync(Draft(first, "good"), Cancelled);
        }

        Execute("UPDATE pair SET value = 'bad' WHERE key LIKE 'of:%'");
        await using var again = _folder.OpenOutbox();
        Assert.Null(await RemarkAsync(again, first));
        Assert.Equal(2, again.Depth);
    }

    private static byte[] Render(EventId id) => Encoding.UTF8.GetBytes(id.ToString());

    private static EventDraft Draft(EventId about, string text) =>
        new("evt/said", EventClass.DropOff, Render) { Remark = new EventRemark(about, "said", id => $"{text} {id}") };

    private static async Task<string?> RemarkAsync(Outbox.Outbox outbox, EventId about)
    {
        string? found = null;
        await outbox.AppendIfAsync(
            view =>
            {
                found = view.Remark(about, "said");
                return null;
            },
            Cancelled);
        return found;
    }

    private long Remarks() => Execute("SELECT count(*) FROM pair WHERE key LIKE 'of:%'");

    private long Execute(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={_folder.File};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // Constants of this class.
        command.CommandText = sql;
#pragma warning restore CA2100
        return command.ExecuteScalar() is long value ? value : 0;
    }
}
