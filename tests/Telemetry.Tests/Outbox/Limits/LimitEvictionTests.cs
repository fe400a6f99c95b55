using Microsoft.Extensions.Time.Testing;
using StationAgent.Telemetry.Outbox;
using Xunit;

namespace StationAgent.Telemetry.Tests;

/// <summary>What is evicted at a limit when gaps can be reported.</summary>
public sealed class LimitEvictionTests
{
    private readonly List<StoreGap> _gaps = [];
    private readonly List<StoreTrouble> _troubles = [];

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Undelivered_drop_offs_are_evicted_last_with_one_gap_a_step()
    {
        using var folder = new TemporaryFolder();
        await using var outbox = folder.OpenOutbox(Options(events: 64));
        await outbox.AppendManyAsync(60);
        await outbox.AppendAsync("evt/alarm", EventClass.Alarm);
        await outbox.AppendAsync("evt/clock", EventClass.Record);
        await outbox.AppendManyAsync(2);

        // Number 65 takes the room of the alarm, 66 that of four drop-offs, after their gap; 68 and 69 find room.
        Assert.Equal(65, (await outbox.AppendAsync()).Sequence);
        Assert.Empty(_gaps);
        Assert.Equal(67, (await outbox.AppendAsync()).Sequence);
        Assert.Equal(69, (await AppendTwoAsync(outbox)).Sequence);

        var gap = Assert.Single(_gaps);
        Assert.Equal((GapCause.Evicted, outbox.StoreEpoch, 1L, 4L), (gap.Cause, gap.StoreEpoch, gap.From, gap.To));
        Assert.Contains("4 undelivered drop-offs", gap.Detail, StringComparison.Ordinal);
        var trouble = Assert.Single(_troubles);
        Assert.Equal((StoreTroubleKind.Evicted, gap.Detail), (trouble.Kind, trouble.Detail));
        var left = outbox.ReadPending(0, 100);
        Assert.Equal(
            Enumerable.Range(5, 56).Concat(Enumerable.Range(62, 8)).Select(n => (long)n), left.Select(stored => stored.Id.Sequence));
        Assert.Equal("evt/gap", left.Single(stored => stored.Id.Sequence == 66).Topic);
        Assert.All(left.Where(stored => stored.Topic == "evt/dropoff"), stored => Assert.Equal(stored.Id.ToString(), stored.Text()));
    }

    [Fact]
    public async Task Drop_offs_set_aside_go_before_those_that_can_still_be_delivered()
    {
        using var folder = new TemporaryFolder();
        await using var outbox = folder.OpenOutbox(Options(events: 32));
        await outbox.AppendManyAsync(32);
        outbox.SetAside(new EventId(outbox.StoreEpoch, 20), "refused");
        outbox.SetAside(new EventId(outbox.StoreEpoch, 21), "refused");
        outbox.SetAside(new EventId(outbox.StoreEpoch, 30), "refused");

        await outbox.AppendAsync();
        Assert.Equal((20L, 21L, 1L), (_gaps[0].From, _gaps[0].To, outbox.SetAsideCount));

        await outbox.AppendAsync();
        Assert.Equal((1L, 30L, 0L), (_gaps[1].From, _gaps[1].To, outbox.SetAsideCount));
    }

    [Fact]
    public async Task Just_delivered_events_are_removed_before_undelivered_ones()
    {
        using var folder = new TemporaryFolder();
        await using var outbox = folder.OpenOutbox(Options(events: 16));
        await outbox.AppendManyAsync(16);

        // The mark is in memory only when the append needs room.
        outbox.MarkDelivered(new EventId(outbox.StoreEpoch, 9));
        await outbox.AppendAsync();

        Assert.Empty(_gaps);
        Assert.Equal(16, outbox.Depth);
    }

    [Fact]
    public async Task An_acknowledgement_for_an_evicted_row_changes_nothing()
    {
        using var folder = new TemporaryFolder();
        await using var outbox = folder.OpenOutbox(Options(events: 16));
        await outbox.AppendManyAsync(17);
        Assert.Equal(1, Assert.Single(_gaps).From);

        outbox.MarkDelivered(new EventId(outbox.StoreEpoch, 1), new EventId(outbox.StoreEpoch, 2));
        outbox.SetAside(new EventId(outbox.StoreEpoch, 2), "refused");
        await outbox.FlushAsync(Cancelled);

        Assert.Equal(16, outbox.Depth);
        Assert.Equal(0, outbox.SetAsideCount);
        StoreScan.Of(folder.File).AssertSame(outbox.Figures);
    }

    [Fact]
    public async Task At_the_limit_in_bytes_a_step_evicts_a_small_share_of_the_store()
    {
        using var folder = new TemporaryFolder();
        await using var outbox = folder.OpenOutbox(new OutboxOptions { MaximumBytes = 1 << 20, Gap = GapDrafts.Into(_gaps) });
        for (var i = 0; i < 200; i++)
        {
            await outbox.AppendAsync("evt/dropoff", EventClass.DropOff, _ => new byte[20_000], Cancelled);
        }

        Assert.InRange(outbox.Depth - _gaps.Count, 40, 60);
        Assert.All(_gaps, gap => Assert.InRange(gap.To!.Value - gap.From!.Value, 1, 8));
        StoreScan.Of(folder.File).AssertSame(outbox.Figures);
        await outbox.DisposeAsync();
        Assert.InRange(new FileInfo(folder.File).Length, 900_000, 1 << 20);
    }

    [Fact]
    public async Task A_store_full_of_records_refuses()
    {
        using var folder = new TemporaryFolder();
        await using var outbox = folder.OpenOutbox(Options(events: 4));
        for (var i = 0; i < 4; i++)
        {
            await outbox.AppendAsync("evt/clock", EventClass.Record);
        }

        Assert.Equal(OutboxFailure.Full, (await Assert.ThrowsAsync<OutboxException>(() => outbox.AppendAsync())).Kind);
        Assert.Empty(_gaps);
    }

    [Fact]
    public async Task Events_older_than_the_age_limit_are_removed_and_drop_offs_leave_a_gap()
    {
        var time = new FakeTimeProvider();
        using var folder = new TemporaryFolder();
        await using var outbox = folder.OpenOutbox(Options(events: 1000), time);
        await outbox.AppendManyAsync(3);
        await outbox.AppendAsync("evt/alarm", EventClass.Alarm);
        await outbox.AppendAsync("evt/clock", EventClass.Record);
        outbox.MarkDelivered(new EventId(outbox.StoreEpoch, 1));
        outbox.SetAside(new EventId(outbox.StoreEpoch, 2), "refused");
        await outbox.FlushAsync(Cancelled);
        time.Advance(TimeSpan.FromDays(89));
        await outbox.AppendAsync();
        Assert.Empty(_gaps);

        time.Advance(TimeSpan.FromDays(1.1));
        await outbox.FlushAsync(Cancelled);

        var gap = Assert.Single(_gaps);
        Assert.Equal((GapCause.Evicted, 2L, 3L), (gap.Cause, gap.From, gap.To));
        Assert.Equal([5L, 6, 7], outbox.ReadPending(0, 10).Select(stored => stored.Id.Sequence));
        Assert.Equal(0, outbox.SetAsideCount);
        StoreScan.Of(folder.File).AssertSame(outbox.Figures);
    }

    [Fact]
    public async Task Without_an_age_limit_or_a_gap_no_drop_off_is_removed_by_age()
    {
        foreach (var options in (OutboxOptions[])[new() { MaximumAge = TimeSpan.Zero, Gap = GapDrafts.Into(_gaps) }, new()])
        {
            var time = new FakeTimeProvider();
            using var folder = new TemporaryFolder();
            await using var outbox = folder.OpenOutbox(options, time);
            await outbox.AppendManyAsync(3);
            time.Advance(TimeSpan.FromDays(1000));
            await outbox.FlushAsync(Cancelled);
            Assert.Equal(3, outbox.Depth);
        }

        Assert.Empty(_gaps);
    }

    [Fact]
    public async Task A_store_of_version_1_keeps_its_counts()
    {
        using var folder = new TemporaryFolder();
        await using (var outbox = folder.OpenOutbox(Options(events: 1000)))
        {
            await outbox.AppendManyAsync(10);
            outbox.MarkDelivered(new EventId(outbox.StoreEpoch, 5), new EventId(outbox.StoreEpoch, 10));
            outbox.SetAside(new EventId(outbox.StoreEpoch, 6), "refused");
            await outbox.FlushAsync(Cancelled);
        }

        // Version 1 kept a mark of kind 3 for each removed row.
        OpeningTests.Execute(folder, "DELETE FROM event WHERE sequence IN (1, 2, 4)");
        OpeningTests.Execute(folder, "INSERT INTO mark (sequence, seal, kind, age, reason) VALUES (1, 0, 3, 0, NULL), (2, 0, 3, 0, NULL), (4, 0, 3, 0, NULL)");
        OpeningTests.Execute(folder, "DROP TABLE removed; PRAGMA user_version = 1");
        await using var again = folder.OpenOutbox(Options(events: 1000));

        Assert.Equal([3L, 7, 8, 9], again.ReadPending(0, 10).Select(stored => stored.Id.Sequence));
        Assert.Equal((4, 1, 10), (again.Depth, again.SetAsideCount, again.LastSequence));
    }

    [Fact]
    public async Task Altered_ranges_are_computed_again_from_the_rows()
    {
        using var folder = new TemporaryFolder();
        await using (var outbox = folder.OpenOutbox(Options(events: 16)))
        {
            await outbox.AppendAsync("evt/clock", EventClass.Record);
            await outbox.AppendManyAsync(20);
        }

        var before = StoreScan.Of(folder.File);
        OpeningTests.Execute(folder, "UPDATE removed SET last = last + 1");
        await using var again = folder.OpenOutbox(Options(events: 16));

        Assert.NotEmpty(before.Removed);
        Assert.Equal(before.Removed, StoreScan.Of(folder.File).Removed);
        before.AssertSame(again.Figures);
    }

    private OutboxOptions Options(long events) => new() { MaximumEvents = events, Gap = GapDrafts.Into(_gaps), Trouble = _troubles.Add };

    private static async Task<EventId> AppendTwoAsync(Outbox.Outbox outbox)
    {
        await outbox.AppendAsync();
        return await outbox.AppendAsync();
    }
}
