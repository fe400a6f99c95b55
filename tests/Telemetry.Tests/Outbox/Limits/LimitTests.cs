using Microsoft.Extensions.Time.Testing;
using StationAgent.Telemetry.Outbox;
using Xunit;

namespace StationAgent.Telemetry.Tests;

public sealed class LimitTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task At_the_limit_delivered_events_and_then_alarms_are_removed()
    {
        using var folder = new TemporaryFolder();
        await using var outbox = folder.OpenOutbox(new OutboxOptions { MaximumEvents = 10 });
        for (var i = 0; i < 5; i++)
        {
            await outbox.AppendAsync();
            await outbox.AppendAsync("evt/alarm", EventClass.Alarm);
        }

        outbox.MarkDelivered(new EventId(outbox.StoreEpoch, 1), new EventId(outbox.StoreEpoch, 3));
        await outbox.FlushAsync(Cancelled);
        Assert.Equal(11, (await outbox.AppendAsync()).Sequence);
        Assert.Equal([2L, 4, 5, 6, 7, 8, 9, 10, 11], Sequences(outbox));

        Assert.Equal(12, (await outbox.AppendAsync()).Sequence);
        Assert.Equal(13, (await outbox.AppendAsync()).Sequence);
        Assert.Equal([5L, 7, 9, 11, 12, 13], Sequences(outbox));
        Assert.Equal(6, outbox.Depth);

        for (var i = 0; i < 4; i++)
        {
            await outbox.AppendAsync();
        }

        var exception = await Assert.ThrowsAsync<OutboxException>(() => outbox.AppendAsync());
        Assert.Equal(OutboxFailure.Full, exception.Kind);
        Assert.Null(exception.UncertainId);
        Assert.Null(outbox.Fault);
        outbox.MarkDelivered(new EventId(outbox.StoreEpoch, 5));
        await outbox.FlushAsync(Cancelled);
        Assert.Equal(18, (await outbox.AppendAsync()).Sequence);
    }

    [Fact]
    public async Task The_limit_in_bytes_holds()
    {
        using var folder = new TemporaryFolder();
        await using var outbox = folder.OpenOutbox(new OutboxOptions { MaximumBytes = 1 << 20 });
        OutboxException? refused = null;
        for (var i = 0; i < 100 && refused is null; i++)
        {
            try
            {
                await outbox.AppendAsync("evt/dropoff", EventClass.DropOff, _ => new byte[50_000], Cancelled);
            }
            catch (OutboxException exception)
            {
                refused = exception;
            }
        }

        Assert.Equal(OutboxFailure.Full, refused?.Kind);
        await outbox.DisposeAsync();
        Assert.InRange(new FileInfo(folder.File).Length, 900_000, 1 << 20);
    }

    [Fact]
    public async Task Delivered_events_are_removed_after_their_time_and_not_before()
    {
        var time = new FakeTimeProvider();
        using var folder = new TemporaryFolder();
        await using var outbox = folder.OpenOutbox(time: time);
        await outbox.AppendManyAsync(200);
        outbox.MarkDelivered([.. Enumerable.Range(1, 150).Select(n => new EventId(outbox.StoreEpoch, n))]);
        await outbox.FlushAsync(Cancelled);

        time.Advance(TimeSpan.FromDays(6.9));
        await outbox.FlushAsync(Cancelled);
        Assert.Equal(200, Count(folder));

        time.Advance(TimeSpan.FromDays(0.2));
        await PrunedAsync(outbox, folder, 50);
        Assert.Equal(Enumerable.Range(151, 50).Select(n => (long)n), Sequences(outbox));
        Assert.Equal(50, outbox.Depth);

        await outbox.DisposeAsync();
        await using var again = folder.OpenOutbox(time: time);
        Assert.Equal(50, again.Depth);
        Assert.Equal(201, (await again.AppendAsync()).Sequence);
    }

    [Fact]
    public async Task Numbers_continue_after_everything_was_delivered_and_removed()
    {
        var time = new FakeTimeProvider();
        using var folder = new TemporaryFolder();
        await using (var outbox = folder.OpenOutbox(time: time))
        {
            await outbox.AppendManyAsync(10);
            outbox.MarkDelivered([.. Enumerable.Range(1, 10).Select(n => new EventId(outbox.StoreEpoch, n))]);
            await outbox.FlushAsync(Cancelled);
            time.Advance(TimeSpan.FromDays(8));
            await PrunedAsync(outbox, folder, 1);
        }

        await using var again = folder.OpenOutbox(time: time);
        Assert.Equal(0, again.Depth);
        Assert.Equal(11, (await again.AppendAsync()).Sequence);
    }

    [Fact]
    public async Task A_wall_clock_that_jumps_prunes_nothing()
    {
        var time = new FakeTimeProvider(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));
        using var folder = new TemporaryFolder();
        await using var outbox = folder.OpenOutbox(time: new JumpedClock(time, TimeSpan.Zero));
        await outbox.AppendManyAsync(2);
        outbox.MarkDelivered(new EventId(outbox.StoreEpoch, 1));
        await outbox.DisposeAsync();

        await using var later = folder.OpenOutbox(time: new JumpedClock(time, TimeSpan.FromDays(3650)));
        time.Advance(TimeSpan.FromHours(1));
        await later.FlushAsync(Cancelled);

        Assert.Equal(2, Count(folder));
    }

    // Pruning goes in steps, each of which asks for the next.
    private static async Task PrunedAsync(Outbox.Outbox outbox, TemporaryFolder folder, int left)
    {
        for (var i = 0; i < 50 && Count(folder) > left; i++)
        {
            await outbox.FlushAsync(Cancelled);
        }

        Assert.Equal(left, Count(folder));
    }

    private static int Count(TemporaryFolder folder)
    {
        using var reader = OutboxReader.Open(folder.Path);
        return reader.List(new OutboxQuery { Limit = 10_000 }).Count;
    }

    private static IEnumerable<long> Sequences(Outbox.Outbox outbox) => outbox.ReadPending(0, 1000).Select(stored => stored.Id.Sequence);

    private sealed class JumpedClock(TimeProvider inner, TimeSpan jump) : TimeProvider
    {
        public override long TimestampFrequency => inner.TimestampFrequency;

        public override DateTimeOffset GetUtcNow() => inner.GetUtcNow() + jump;

        public override long GetTimestamp() => inner.GetTimestamp();

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
            inner.CreateTimer(callback, state, dueTime, period);
    }
}
