using Microsoft.Extensions.Time.Testing;
using StationAgent.Telemetry.Outbox;
using Xunit;

namespace StationAgent.Telemetry.Tests;

public sealed class OutboxTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("evt/dropoff", 0)]
    [InlineData("evt/gepäck/包裹", 1)]
    [InlineData("evt/dropoff", 65_536)]
    public async Task Bytes_and_topic_come_back_as_they_went_in(string topic, int length)
    {
        using var folder = new TemporaryFolder();
        var payload = Enumerable.Range(0, length).Select(i => (byte)(i * 7)).ToArray();
        await using (var outbox = folder.OpenOutbox())
        {
            await outbox.AppendAsync(topic, EventClass.DropOff, _ => payload, Cancelled);
        }

        await using var again = folder.OpenOutbox();
        var stored = Assert.Single(again.ReadPending(0, 10));
        Assert.Equal(topic, stored.Topic);
        Assert.Equal(payload, stored.Payload.ToArray());
    }

    [Fact]
    public async Task Concurrent_appends_get_numbers_without_holes_and_their_own_bytes()
    {
        using var folder = new TemporaryFolder();
        await using var outbox = folder.OpenOutbox();

        var ids = await Task.WhenAll(Enumerable.Range(0, 2000).Select(_ => outbox.AppendAsync()));

        Assert.Equal(Enumerable.Range(1, 2000).Select(n => (long)n), ids.Select(id => id.Sequence).Order());
        Assert.All(ids, id => Assert.Equal(outbox.StoreEpoch, id.StoreEpoch));
        Assert.All(ReadAll(outbox), stored => Assert.Equal(stored.Id.ToString(), stored.Text()));
        Assert.Equal(2000, outbox.Depth);
        Assert.Matches("^[0-9a-f]{16}$", outbox.StoreEpoch);
    }

    [Fact]
    public async Task Reading_after_a_number_that_was_never_given_finds_nothing()
    {
        using var folder = new TemporaryFolder();
        await using var outbox = folder.OpenOutbox();
        await outbox.AppendManyAsync(4);

        Assert.Empty(outbox.ReadPending(11, 2));
        Assert.Equal(4, outbox.ReadPending(0, 10).Count);
    }

    [Fact]
    public async Task What_was_acknowledged_is_there_after_a_kill()
    {
        using var folder = new TemporaryFolder();
        await using var outbox = folder.OpenOutbox();
        await outbox.AppendManyAsync(100);
        outbox.MarkDelivered(new EventId(outbox.StoreEpoch, 1), new EventId(outbox.StoreEpoch, 3));
        await outbox.FlushAsync(Cancelled);
        await outbox.SetNoteAsync("window", "12", Cancelled);
        var session = await outbox.NextSessionAsync(Cancelled);

        using var left = folder.Snapshot();
        await using var again = left.OpenOutbox();

        Assert.Equal(outbox.StoreEpoch, again.StoreEpoch);
        Assert.Equal(98, again.Depth);
        Assert.Equal(Enumerable.Range(1, 100).Select(n => (long)n).Except([1L, 3L]), ReadAll(again).Select(stored => stored.Id.Sequence));
        Assert.Equal("12", again.GetNote("window"));
        Assert.Equal(session + 1, await again.NextSessionAsync(Cancelled));
        Assert.Equal(101, (await again.AppendAsync()).Sequence);
    }

    [Fact]
    public async Task A_render_that_throws_uses_no_number()
    {
        using var folder = new TemporaryFolder();
        await using var outbox = folder.OpenOutbox();
        await outbox.AppendAsync();

        var failing = outbox.AppendAsync("evt/dropoff", EventClass.DropOff, _ => throw new FormatException("no such mass"), Cancelled);
        var following = Enumerable.Range(0, 10).Select(_ => outbox.AppendAsync()).ToList();

        Assert.Equal("no such mass", (await Assert.ThrowsAsync<FormatException>(() => failing)).Message);
        Assert.Equal(Enumerable.Range(2, 10).Select(n => (long)n), (await Task.WhenAll(following)).Select(id => id.Sequence).Order());
        Assert.Null(outbox.Fault);
    }

    [Fact]
    public async Task An_event_larger_than_the_limit_is_refused_alone()
    {
        using var folder = new TemporaryFolder();
        await using var outbox = folder.OpenOutbox();

        await outbox.AppendAsync("evt/dropoff", EventClass.DropOff, _ => new byte[65536], Cancelled);
        var exception = await Assert.ThrowsAsync<OutboxException>(
            () => outbox.AppendAsync("evt/dropoff", EventClass.DropOff, _ => new byte[65537], Cancelled));

        Assert.Equal(OutboxFailure.TooLarge, exception.Kind);
        Assert.Null(exception.UncertainId);
        Assert.Contains("65537", exception.Message, StringComparison.Ordinal);
        Assert.Equal(2, (await outbox.AppendAsync()).Sequence);
    }

    [Fact]
    public async Task A_cancelled_append_stores_nothing()
    {
        using var folder = new TemporaryFolder();
        await using var outbox = folder.OpenOutbox();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => outbox.AppendAsync("evt/dropoff", EventClass.DropOff, _ => [1], new CancellationToken(canceled: true)));

        Assert.Equal(0, outbox.Depth);
        Assert.Equal(1, (await outbox.AppendAsync()).Sequence);
    }

    [Theory]
    [InlineData("")]
    [InlineData("evt/#")]
    [InlineData("evt/+")]
    public async Task A_topic_that_cannot_be_published_is_refused(string topic)
    {
        using var folder = new TemporaryFolder();
        await using var outbox = folder.OpenOutbox();

        await Assert.ThrowsAnyAsync<ArgumentException>(() => outbox.AppendAsync(topic, EventClass.DropOff, _ => [1], Cancelled));
    }

    [Fact]
    public async Task Stored_times_come_from_the_clock_that_was_given()
    {
        var time = new FakeTimeProvider(new DateTimeOffset(2031, 5, 6, 7, 8, 9, TimeSpan.Zero));
        using var folder = new TemporaryFolder();
        await using var outbox = folder.OpenOutbox(time: time);
        await outbox.AppendAsync();
        time.Advance(TimeSpan.FromHours(1));
        await outbox.AppendAsync();

        Assert.Equal(new DateTimeOffset(2031, 5, 6, 7, 8, 9, TimeSpan.Zero), outbox.OldestPending());
        outbox.MarkDelivered(new EventId(outbox.StoreEpoch, 1));
        Assert.Equal(new DateTimeOffset(2031, 5, 6, 8, 8, 9, TimeSpan.Zero), outbox.OldestPending());
        outbox.MarkDelivered(new EventId(outbox.StoreEpoch, 2));
        Assert.Null(outbox.OldestPending());
    }

    [Fact]
    public async Task Pending_events_are_read_in_pages_in_number_order()
    {
        using var folder = new TemporaryFolder();
        await using var outbox = folder.OpenOutbox();
        await outbox.AppendManyAsync(25);
        outbox.MarkDelivered(new EventId(outbox.StoreEpoch, 2));
        outbox.SetAside(new EventId(outbox.StoreEpoch, 4), "refused");

        Assert.Equal([1L, 3, 5], outbox.ReadPending(0, 3).Select(stored => stored.Id.Sequence));
        Assert.Equal([6L, 7, 8], outbox.ReadPending(5, 3).Select(stored => stored.Id.Sequence));
        Assert.Empty(outbox.ReadPending(25, 3));
        Assert.Equal(23, outbox.Depth);
        Assert.Equal(1, outbox.SetAsideCount);
    }

    [Fact]
    public async Task A_page_is_bounded_in_bytes()
    {
        using var folder = new TemporaryFolder();
        await using var outbox = folder.OpenOutbox();
        for (var i = 0; i < 40; i++)
        {
            await outbox.AppendAsync("evt/dropoff", EventClass.DropOff, _ => new byte[65536], Cancelled);
        }

        Assert.InRange(outbox.ReadPending(0, 40).Sum(stored => (long)stored.Payload.Length), 1 << 20, (1 << 20) + 65536);
    }

    [Fact]
    public async Task A_topic_can_be_read_alone()
    {
        using var folder = new TemporaryFolder();
        await using var outbox = folder.OpenOutbox();
        await outbox.AppendManyAsync(3);
        await outbox.AppendAsync("evt/alarm", EventClass.Alarm);

        Assert.Equal([4L], outbox.ReadPending(0, 10, "evt/alarm").Select(stored => stored.Id.Sequence));
    }

    [Fact]
    public async Task Marking_twice_or_beyond_the_end_counts_once()
    {
        using var folder = new TemporaryFolder();
        await using var outbox = folder.OpenOutbox();
        await outbox.AppendManyAsync(5);
        var first = new EventId(outbox.StoreEpoch, 1);

        outbox.MarkDelivered(first, first, new EventId(outbox.StoreEpoch, 99));
        await outbox.FlushAsync(Cancelled);
        outbox.MarkDelivered(first);
        outbox.SetAside(first, "too late");
        await outbox.FlushAsync(Cancelled);

        Assert.Equal(4, outbox.Depth);
        Assert.Equal(0, outbox.SetAsideCount);
    }

    [Fact]
    public async Task After_disposal_everything_is_refused_clearly()
    {
        using var folder = new TemporaryFolder();
        var outbox = folder.OpenOutbox();
        await outbox.DisposeAsync();

        var exception = await Assert.ThrowsAsync<OutboxException>(() => outbox.AppendAsync());

        Assert.Equal(OutboxFailure.Closed, exception.Kind);
    }

    private static IEnumerable<StoredEvent> ReadAll(Outbox.Outbox outbox)
    {
        var after = 0L;
        while (outbox.ReadPending(after, 100) is { Count: > 0 } page)
        {
            foreach (var stored in page)
            {
                yield return stored;
            }

            after = page[^1].Id.Sequence;
        }
    }
}
