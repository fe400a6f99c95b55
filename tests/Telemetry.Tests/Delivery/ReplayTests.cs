using StationAgent.Telemetry.Delivery;
using StationAgent.Telemetry.Delivery.Pacing;
using StationAgent.Telemetry.Outbox;
using Xunit;

namespace StationAgent.Telemetry.Tests;

/// <summary>Stored events that are requested again.</summary>
public sealed class ReplayTests : IAsyncDisposable
{
    private readonly DelivererRig _rig = new();

    public ValueTask DisposeAsync() => _rig.DisposeAsync();

    [Fact]
    public async Task Delivered_and_set_aside_events_are_replayed_but_pending_ones_are_not()
    {
        await SetFirstOfAsideAsync(4);
        await using var running = _rig.Start();
        var sent = await _rig.Publisher.TakeAsync(4);
        Assert.Equal([1L, 2, 3, 4], sent.Select(static one => one.Sequence));
        sent[0].Answer(0x99);
        sent[1].Answer(0);
        await DelivererRig.UntilAsync(() => _rig.Outbox.Depth == 2);

        Assert.True(_rig.Replay(1, 4).Accepted);
        var again = await _rig.Publisher.TakeAsync(2);
        Assert.Equal([sent[0].Payload, sent[1].Payload], again.Select(one => one.Payload));
        again.ForEach(one => one.Answer(0));
        await _rig.UntilReplayedAsync();

        _rig.Publisher.AssertNothingMore();
        Assert.Equal(2, _rig.Counts.Replayed);
        Assert.Equal(2, _rig.Outbox.Depth);
    }

    [Fact]
    public async Task A_set_aside_event_that_the_broker_accepts_is_delivered_on_disk()
    {
        await SetFirstOfAsideAsync(2);
        await using (_rig.Start(window: 1))
        {
            (await _rig.Publisher.TakeAsync()).Answer(0x99);
            (await _rig.Publisher.TakeAsync()).Answer(0);
            await DelivererRig.UntilAsync(() => _rig.Outbox.Depth == 0);
            Assert.Equal(1, _rig.Outbox.SetAsideCount);

            _rig.Replay(1, 1);
            (await _rig.Publisher.TakeAsync()).Answer(0);
            await DelivererRig.UntilAsync(() => _rig.Outbox.SetAsideCount == 0);
        }

        await _rig.ReopenAsync();
        Assert.All(_rig.Outbox.ReadRange(1, 2, 10), stored => Assert.Equal(EventState.Delivered, stored.State));
        Assert.Equal(0, _rig.Outbox.SetAsideCount);
        Assert.Equal(0, _rig.Outbox.Depth);
    }

    /// <summary>The mark that the event is set aside is not on disk yet when it is requested.</summary>
    [Fact]
    public async Task An_event_just_set_aside_is_replayed_and_counts_as_delivered()
    {
        var id = await _rig.Outbox.AppendAsync();
        await using (_rig.Start())
        {
            // The topic is paused, so that nothing else is sent.
            (await _rig.Publisher.TakeAsync()).Answer(0x87);
            await DelivererRig.UntilAsync(() => _rig.Memory.PausedNames is [_]);
            _rig.Outbox.SetAside(id, "the broker refuses it");
            await _rig.Outbox.AppendAsync("evt/alarm");
            (await _rig.Publisher.TakeAsync()).Answer(0);
            await _rig.AdvanceAsync(_rig.Options.PausedTopicRetry);
            await DelivererRig.UntilAsync(() => _rig.Memory.PausedNames is []);
            _rig.Replay(1, 1);
            (await _rig.Publisher.TakeAsync()).Answer(0);
            await DelivererRig.UntilAsync(() => _rig.Outbox.SetAsideCount == 0);
        }
    }

    private async Task SetFirstOfAsideAsync(int count)
    {
        await _rig.Outbox.AppendManyAsync(count);
        _rig.Outbox.SetAside(_rig.Id(1), "the broker refuses it");
        await _rig.Outbox.FlushAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task A_replay_keeps_its_rate_and_does_not_delay_new_events()
    {
        await using var rig = new DelivererRig(options => options.ReplayRate = 1);
        await rig.DeliverAsync(5);
        await using var running = rig.Start();
        rig.Replay(1, 5);
        (await rig.Publisher.TakeAsync()).Answer(0);

        for (var number = 2; number <= 5; number++)
        {
            await rig.SettleAsync();
            rig.Publisher.AssertNothingMore();
            await rig.AdvanceAsync(TimeSpan.FromSeconds(0.9));
            rig.Publisher.AssertNothingMore();
            var next = await rig.TakeAfterAsync(TimeSpan.FromSeconds(0.1));
            Assert.Equal(number, next.Sequence);
            next.Answer(0);
        }

        await rig.UntilReplayedAsync();
        Assert.Equal(5, rig.Counts.Replayed);
    }

    [Fact]
    public async Task After_a_lost_link_the_replay_continues_with_the_oldest_unanswered_event()
    {
        await _rig.DeliverAsync(6);
        await using (_rig.Start())
        {
            _rig.Replay(1, 6);
            var sent = await TakeAllowedAsync(4);
            sent[0].Answer(0);
            sent[2].Answer(0);
            await DelivererRig.UntilAsync(() => _rig.Counts.Replayed == 2);
        }

        Assert.Equal(1, _rig.Context.Replay.Waiting);
        await using var running = _rig.Start();
        var again = await TakeAllowedAsync(5);

        Assert.Equal([2L, 3, 4, 5, 6], again.Select(one => one.Sequence));
        again.ForEach(one => one.Answer(0));
        await _rig.UntilReplayedAsync();
        Assert.Equal(0, _rig.Outbox.Depth);
    }

    [Theory]
    [InlineData(0x80)]
    [InlineData(0x97)]
    public async Task An_event_that_the_broker_cannot_accept_now_is_replayed_later(int code)
    {
        await _rig.DeliverAsync(1);
        await using var running = _rig.Start();
        _rig.Replay(1, 1);
        (await _rig.Publisher.TakeAsync()).Answer(code);

        (await _rig.TakeAfterAsync(_rig.Options.Reconnect.Base)).Answer(0);

        await _rig.UntilReplayedAsync();
        Assert.Equal(1, _rig.Counts.Replayed);
    }

    [Fact]
    public async Task Events_stored_after_the_request_are_not_replayed()
    {
        await _rig.DeliverAsync(2);
        Assert.True(_rig.Replay(1, long.MaxValue).Accepted);
        await _rig.Outbox.AppendAsync();
        await using var running = _rig.Start(window: 1);

        var order = new List<long>();
        for (var i = 0; i < 3; i++)
        {
            var sent = await TakeAllowedAsync(1);
            order.Add(sent[0].Sequence);
            sent[0].Answer(0);
        }

        await _rig.UntilReplayedAsync();
        Assert.Equal(0, _rig.Outbox.Depth);
        Assert.Equal([1L, 2, 3], order.Order());
        Assert.Equal(2, _rig.Counts.Replayed);
    }

    [Fact]
    public async Task An_impossible_replay_is_refused_with_a_reason()
    {
        await _rig.Outbox.AppendManyAsync(3);

        AssertRefused(_rig.Replay(4, 9), "The last event has number 3");
        AssertRefused(_rig.Replay(0, 2), "is not a range");
        AssertRefused(_rig.Replay(3, 2), "is not a range");
        AssertRefused(_rig.Replay(1, 2, "ffffffffffffffff"), "ffffffffffffffff");
        for (var i = 0; i < ReplayFeed.MaximumRanges; i++)
        {
            Assert.True(_rig.Replay(1, 3, _rig.Outbox.StoreEpoch).Accepted);
        }

        AssertRefused(_rig.Replay(1, 3), "ask again later");
        Assert.Equal(ReplayFeed.MaximumRanges, _rig.Context.Replay.Waiting);
    }

    [Fact]
    public async Task A_retained_command_is_ignored_and_a_new_one_carried_out()
    {
        await _rig.DeliverAsync(1);
        var command = $$"""{"storeepoch":"{{_rig.Outbox.StoreEpoch}}","from":1,"to":1}""";

        _rig.Receive(DeviceCommands.Replay, command, isRetained: true);
        Assert.Equal(0, _rig.Context.Replay.Waiting);
        _rig.Receive(DeviceCommands.Replay, command);

        Assert.Equal(1, _rig.Context.Replay.Waiting);
    }

    /// <summary>An operator requests the event that was set aside because it breaks links.</summary>
    [Fact]
    public async Task An_event_that_breaks_every_link_is_skipped_and_the_replay_continues()
    {
        await _rig.DeliverAsync(3);
        _rig.Replay(1, 3);
        var links = 0;
        var delivered = new List<long>();
        while (_rig.Context.Replay.Waiting > 0)
        {
            Assert.True(++links < 20, "the replay never ends");
            var running = _rig.Start(window: 1);
            var broken = false;
            await DelivererRig.UntilAsync(() =>
            {
                _rig.Time.Advance(TimeSpan.FromMilliseconds(5));
                if (_rig.Publisher.TryTake(out var sent))
                {
                    broken = sent!.Sequence == 2;
                    if (!broken)
                    {
                        delivered.Add(sent.Sequence);
                        sent.Answer(0);
                    }
                }

                return broken || _rig.Context.Replay.Waiting == 0;
            });
            await (broken ? _rig.BreakAsync(running) : running.DisposeAsync().AsTask());
        }

        Assert.Equal([1L, 3], delivered.Distinct());
        Assert.Equal(PoisonEventDetector.LinksUntilSuspicion + 3, links);
        Assert.All(_rig.Outbox.ReadRange(1, 3, 3), stored => Assert.Equal(EventState.Delivered, stored.State));
    }

    /// <summary>Suspects that were delivered meanwhile or no longer exist must delay nothing.</summary>
    [Fact]
    public async Task Suspects_that_are_no_longer_pending_delay_nothing()
    {
        await _rig.DeliverAsync(2);
        for (var i = 0; i < PoisonEventDetector.LinksUntilSuspicion; i++)
        {
            _rig.Memory.Poison.LinkEnded([1, 2], byPeer: true);
        }

        await _rig.Outbox.AppendAsync();
        await using var running = _rig.Start();

        (await _rig.Publisher.TakeAsync()).Answer(0);
        await DelivererRig.UntilAsync(() => _rig.Outbox.Depth == 0);
    }

    [Fact]
    public async Task A_suspect_is_sent_alone_and_the_others_after_it()
    {
        await _rig.Outbox.AppendManyAsync(4);
        for (var i = 0; i < PoisonEventDetector.LinksUntilSuspicion; i++)
        {
            var link = _rig.Start(window: 2);
            await _rig.Publisher.TakeAsync(2);
            await _rig.BreakAsync(link);
        }

        await using var running = _rig.Start(window: 4);
        foreach (var suspect in (long[])[1, 2])
        {
            var alone = await _rig.Publisher.TakeAsync();
            Assert.Equal(suspect, alone.Sequence);
            _rig.Publisher.AssertNothingMore();
            alone.Answer(0);
        }

        Assert.Equal([3L, 4], (await _rig.Publisher.TakeAsync(2)).Select(sent => sent.Sequence));
    }

    [Fact]
    public async Task The_maximum_rate_applies_to_new_events_and_replays_together()
    {
        await using var rig = new DelivererRig(options =>
        {
            options.MaximumRate = 40;
            options.ReplayRate = 30;
        });
        var start = rig.Context.Now;
        await rig.Outbox.AppendManyAsync(60);
        await using var running = rig.Start();
        var gone = 0;
        await DelivererRig.UntilAsync(() =>
        {
            rig.Time.Advance(TimeSpan.FromMilliseconds(5));
            while (rig.Publisher.TryTake(out var sent))
            {
                gone++;
                sent!.Answer(0);
                if (gone == 10)
                {
                    rig.Replay(1, 10);
                }
            }

            Assert.InRange(gone, 0, (40 * (rig.Context.Now - start).TotalSeconds) + 2);
            return rig.Outbox.Depth == 0 && rig.Context.Replay.Waiting == 0;
        });

        Assert.InRange(gone, 60, 70);
    }

    private static void AssertRefused(ReplayAnswer answer, string reason)
    {
        Assert.False(answer.Accepted);
        Assert.Contains(reason, answer.Detail, StringComparison.Ordinal);
    }

    /// <summary>Takes a number of events, and lets time pass as the rate requires.</summary>
    private async Task<List<SentEvent>> TakeAllowedAsync(int count)
    {
        var all = new List<SentEvent>();
        while (all.Count < count)
        {
            all.Add(await _rig.TakeAfterAsync(TimeSpan.Zero));
        }

        return all;
    }
}
