using CsCheck;
using StationAgent.Telemetry.Delivery;
using StationAgent.Telemetry.Outbox;
using Xunit;

namespace StationAgent.Telemetry.Tests;

/// <summary>A refusal convicts an event only when another one of its topic got through; a rule that refuses all alike convicts none.</summary>
public sealed class RefusalTests : IAsyncDisposable
{
    private const int Accepted = 0;

    private static readonly int[] Refusals = [0x90, 0x95, 0x99, 0xE0, RuleBroker.EndsLink];

    // Nothing here is about acknowledgements that do not come, and the clock of the tests is fast.
    private readonly DelivererRig _rig = new(static options => options.AcknowledgeTimeout = TimeSpan.FromDays(1));

    public ValueTask DisposeAsync() => _rig.DisposeAsync();

    [Theory]
    [InlineData(0x90)]
    [InlineData(0x95)]
    [InlineData(0x99)]
    [InlineData(0x9B)]
    [InlineData(0xFE)]
    public async Task One_event_that_the_broker_refuses_is_set_aside_once_another_got_through(int code)
    {
        await _rig.Outbox.AppendManyAsync(20);
        var broker = new RuleBroker(_rig, window: 4) { Rule = sent => sent.Sequence == 7 ? code : Accepted };

        await broker.ServeUntilAsync(() => _rig.Outbox.Depth == 0, "all others", TimeSpan.FromMinutes(1));

        Assert.Equal(1, _rig.Outbox.SetAsideCount);
        Assert.Equal(Enumerable.Range(1, 20).Where(n => n != 7).Select(n => (long)n), broker.Accepted.Order());
        var trouble = Assert.Single(_rig.Troubles);
        Assert.Equal(DeliveryTroubleKind.EventSetAside, trouble.Kind);
        Assert.Contains(_rig.Id(7).ToString(), trouble.Detail, StringComparison.Ordinal);
    }

    /// <summary>A wrong limit or a wrong schema rule at the broker, corrected after a while without a new link.</summary>
    [Theory]
    [InlineData(0x90)]
    [InlineData(0x95)]
    [InlineData(0x99)]
    public async Task A_rule_that_refuses_all_events_alike_sets_none_aside(int code)
    {
        const int Count = 300;
        await _rig.Outbox.AppendManyAsync(Count);
        var broker = new RuleBroker(_rig, window: 20) { Rule = _ => code };

        await broker.ServeForAsync(TimeSpan.FromHours(2));

        Assert.Equal((Count, 0), (_rig.Outbox.Depth, _rig.Outbox.SetAsideCount));
        Assert.Equal(["evt/dropoff"], _rig.Memory.PausedNames);
        Assert.InRange(broker.Sent, 20, 60);
        Assert.All(_rig.Troubles, static trouble => Assert.Equal(DeliveryTroubleKind.TopicRefused, trouble.Kind));

        broker.Rule = static _ => Accepted;
        await broker.ServeUntilAsync(() => _rig.Outbox.Depth == 0, "all events", TimeSpan.FromMinutes(6));
        Assert.Equal(0, _rig.Outbox.SetAsideCount);
        Assert.Empty(_rig.Memory.PausedNames);
    }

    [Fact]
    public async Task A_refused_event_without_any_other_waits_for_the_next_one()
    {
        await _rig.Outbox.AppendAsync();
        var broker = new RuleBroker(_rig, window: 4) { Rule = static sent => sent.Sequence == 1 ? 0x99 : Accepted };
        await broker.ServeForAsync(TimeSpan.FromMinutes(30));
        Assert.Equal((1, 0), (_rig.Outbox.Depth, _rig.Outbox.SetAsideCount));

        await _rig.Outbox.AppendAsync();
        await broker.ServeUntilAsync(() => _rig.Outbox.Depth == 0, "the second event", TimeSpan.FromMinutes(1));
        Assert.Equal(1, _rig.Outbox.SetAsideCount);
    }

    [Fact]
    public async Task Another_topic_is_no_control_and_goes_on()
    {
        await _rig.Outbox.AppendManyAsync(10);
        await _rig.Outbox.AppendAsync("evt/alarm", EventClass.Alarm);
        var broker = new RuleBroker(_rig, window: 4) { Rule = static sent => sent.Sequence <= 10 ? 0x99 : Accepted };

        await broker.ServeForAsync(TimeSpan.FromHours(1));

        Assert.Equal([11L], broker.Accepted);
        Assert.Equal((10, 0), (_rig.Outbox.Depth, _rig.Outbox.SetAsideCount));
    }

    /// <summary>Whatever is refused, and over whatever window: no other event is set aside, and none is held up for good.</summary>
    [Fact]
    public async Task Exactly_the_refused_events_are_set_aside() =>
        await Gen.Select(Gen.Bool.Array[2, 30], Gen.Int[1, 12], Gen.Int[0, 4].Select(static i => Refusals[i])).SampleAsync(
            async (bad, window, code) =>
            {
                // The last event is good: without a good one after them, nothing convicts those before.
                bad[^1] = false;
                if (code == 0x95 && 2 * bad.Count(static one => one) >= bad.Length)
                {
                    // Then the limit is at fault.
                    return;
                }

                await using var rig = new DelivererRig(static options => options.AcknowledgeTimeout = TimeSpan.FromDays(1));
                foreach (var isBad in bad)
                {
                    // A broker refuses by size what is larger than something that it accepts.
                    await rig.Outbox.AppendAsync(
                        "evt/dropoff", EventClass.DropOff, id => [.. System.Text.Encoding.UTF8.GetBytes(id.ToString()), .. isBad ? new byte[200] : []], TestContext.Current.CancellationToken);
                }

                var broker = new RuleBroker(rig, window) { Rule = sent => sent.Sequence <= bad.Length && bad[sent.Sequence - 1] ? code : Accepted };
                var more = 0;
                var next = TimeSpan.FromMinutes(30);
                await broker.ServeUntilAsync(
                    () =>
                    {
                        if (rig.Outbox.Depth > 0 && rig.Context.Now >= next)
                        {
                            // What was refused after the last good event waits for the next one.
                            Assert.True(more++ <= 2 * bad.Length, $"{rig.Outbox.Depth} events are still pending");
                            rig.Outbox.AppendAsync().Wait(TimeSpan.FromSeconds(30));
                            next = rig.Context.Now + TimeSpan.FromMinutes(30);
                        }

                        return rig.Outbox.Depth == 0;
                    },
                    "everything to be decided",
                    TimeSpan.FromDays(3));

                Assert.Equal(bad.Count(static one => one), rig.Outbox.SetAsideCount);
                Assert.Equal(
                    Enumerable.Range(1, bad.Length + more).Where(n => n > bad.Length || !bad[n - 1]).Select(static n => (long)n), broker.Accepted.Distinct().Order());
            },
            iter: 40,
            threads: 1);

    [Theory]
    [InlineData(RuleBroker.EndsLink)]
    [InlineData(RuleBroker.EndsLinkAsNotAuthorised)]
    public async Task A_broker_that_ends_the_link_at_each_event_of_a_topic_pauses_the_topic(int how)
    {
        await _rig.Outbox.AppendManyAsync(50);
        await _rig.Outbox.AppendAsync("evt/alarm", EventClass.Alarm);
        var broker = new RuleBroker(_rig, window: 8) { Rule = sent => sent.Sequence <= 50 ? how : Accepted };

        await broker.ServeForAsync(TimeSpan.FromHours(1));

        Assert.Equal((50, 0), (_rig.Outbox.Depth, _rig.Outbox.SetAsideCount));
        Assert.Equal([51L], broker.Accepted);
        Assert.Equal(["evt/dropoff"], _rig.Memory.PausedNames);

        // One try in five minutes, over a link that is made for it.
        Assert.InRange(broker.Renewals, 8, 12);
        Assert.InRange(broker.LinksEnded, broker.Renewals, broker.Renewals + 6);

        broker.Rule = static _ => Accepted;
        await broker.ServeUntilAsync(() => _rig.Outbox.Depth == 0, "all events", TimeSpan.FromMinutes(6));
        Assert.Equal(0, _rig.Outbox.SetAsideCount);
        Assert.Equal(Enumerable.Range(1, 51).Select(static n => (long)n), broker.Accepted.Order());
    }

    [Fact]
    public async Task Events_too_large_for_the_broker_wait_for_a_link_that_takes_them()
    {
        await _rig.Outbox.AppendManyAsync(100);
        _rig.Publisher.MaximumPacketSize = 10;
        var broker = new RuleBroker(_rig, window: 8) { Rule = static _ => Accepted };
        await broker.ServeForAsync(TimeSpan.FromHours(1));
        Assert.Equal((0, 100, 0), (broker.Sent, _rig.Outbox.Depth, _rig.Outbox.SetAsideCount));
        Assert.Equal(DeliveryTroubleKind.EventTooLarge, Assert.Single(_rig.Troubles).Kind);
        Assert.Contains("at most 10", _rig.Memory.LastRefusal, StringComparison.Ordinal);

        _rig.Publisher.MaximumPacketSize = 1_000;
        await broker.ServeUntilAsync(() => _rig.Outbox.Depth == 0, "all events", TimeSpan.FromMinutes(1));
        Assert.Equal(0, _rig.Outbox.SetAsideCount);
    }

    /// <summary>What small amendments get through says nothing about drop-offs.</summary>
    [Fact]
    public async Task Most_events_of_a_topic_are_not_at_fault_when_only_small_ones_fit()
    {
        for (var i = 0; i < 60; i++)
        {
            var isAmendment = i % 4 == 3;
            await _rig.Outbox.AppendAsync("evt/dropoff", EventClass.DropOff, _ => new byte[isAmendment ? 500 : 1_200 + i], TestContext.Current.CancellationToken);
        }

        _rig.Publisher.MaximumPacketSize = 1_000;
        var broker = new RuleBroker(_rig, window: 8) { Rule = static _ => Accepted };
        await broker.ServeUntilAsync(() => _rig.Outbox.Depth == 45, "the amendments", TimeSpan.FromMinutes(1));
        await broker.ServeForAsync(TimeSpan.FromHours(1));
        Assert.Equal((15, 0), (broker.Accepted.Count, _rig.Outbox.SetAsideCount));

        _rig.Publisher.MaximumPacketSize = 2_000;
        await broker.ServeUntilAsync(() => _rig.Outbox.Depth == 0, "all", TimeSpan.FromMinutes(1));
        Assert.Equal(0, _rig.Outbox.SetAsideCount);
    }

    /// <summary>As large events at the head of the queue as fit into the window, and small ones behind them.</summary>
    [Fact]
    public async Task Large_events_that_the_broker_refuses_do_not_hold_up_small_ones()
    {
        const int Large = 32;
        for (var i = 0; i < Large; i++)
        {
            await _rig.Outbox.AppendAsync("evt/dropoff", EventClass.DropOff, static _ => new byte[1_000], TestContext.Current.CancellationToken);
        }

        await _rig.Outbox.AppendManyAsync(40);
        var broker = new RuleBroker(_rig, window: 20) { Rule = static sent => sent.Sequence <= Large ? 0x95 : Accepted };

        await broker.ServeUntilAsync(() => _rig.Outbox.Depth == 0, "the small ones", TimeSpan.FromMinutes(1));

        Assert.Equal((Large, 40), (_rig.Outbox.SetAsideCount, broker.Accepted.Count));
        Assert.InRange(broker.Sent, Large + 40, 3 * (Large + 40));
    }

    [Fact]
    public async Task Set_aside_events_are_delivered_after_all_when_the_broker_takes_larger_packets()
    {
        await _rig.Outbox.AppendAsync("evt/dropoff", EventClass.DropOff, static _ => new byte[1_000], TestContext.Current.CancellationToken);
        await _rig.Outbox.AppendManyAsync(3);
        _rig.Publisher.MaximumPacketSize = 500;
        var broker = new RuleBroker(_rig, window: 4) { Rule = static _ => Accepted };
        await broker.ServeUntilAsync(() => _rig.Outbox.Depth == 0, "the small ones", TimeSpan.FromMinutes(1));
        Assert.Equal(1, _rig.Outbox.SetAsideCount);
        await _rig.Outbox.FlushAsync(TestContext.Current.CancellationToken);

        _rig.Publisher.MaximumPacketSize = 2_000;
        await broker.ServeUntilAsync(() => _rig.Outbox.SetAsideCount == 0, "the large one", TimeSpan.FromMinutes(1));
        Assert.Equal([1L, 2, 3, 4], broker.Accepted.Order());
    }

    [Fact]
    public async Task Set_aside_events_are_tried_again_once_a_day()
    {
        await _rig.Outbox.AppendManyAsync(5);
        var broker = new RuleBroker(_rig, window: 4) { Rule = static sent => sent.Sequence <= 2 ? 0x99 : Accepted };
        await broker.ServeUntilAsync(() => _rig.Outbox.Depth == 0, "the others", TimeSpan.FromMinutes(30));
        Assert.Equal(2, _rig.Outbox.SetAsideCount);
        await _rig.Outbox.FlushAsync(TestContext.Current.CancellationToken);
        var sent = broker.Sent;
        await broker.ServeForAsync(TimeSpan.FromHours(23));
        Assert.Equal(sent, broker.Sent);

        broker.Rule = static _ => Accepted;
        await broker.ServeUntilAsync(() => _rig.Outbox.SetAsideCount == 0, "both", TimeSpan.FromHours(2));
    }

    /// <summary>An answer that usually passes, given for ever to one event, must not slow all others down for ever.</summary>
    [Fact]
    public async Task An_event_that_is_put_off_for_an_hour_while_others_get_through_is_set_aside()
    {
        await _rig.Outbox.AppendAsync();
        var broker = new RuleBroker(_rig, window: 4) { Rule = static sent => sent.Sequence == 1 ? 0x83 : Accepted };
        for (var i = 0; i < 40; i++)
        {
            await _rig.Outbox.AppendAsync();
            await broker.ServeForAsync(TimeSpan.FromMinutes(1));
            Assert.Equal(0, _rig.Outbox.SetAsideCount);
        }

        for (var i = 0; i < 40; i++)
        {
            await _rig.Outbox.AppendAsync();
            await broker.ServeForAsync(TimeSpan.FromMinutes(1));
        }

        Assert.Equal((0, 1), (_rig.Outbox.Depth, _rig.Outbox.SetAsideCount));
    }

    [Fact]
    public async Task A_broker_that_puts_everything_off_convicts_nothing()
    {
        await _rig.Outbox.AppendManyAsync(10);
        var broker = new RuleBroker(_rig, window: 4) { Rule = static _ => 0x97 };

        await broker.ServeForAsync(TimeSpan.FromDays(1));

        Assert.Equal((10, 0), (_rig.Outbox.Depth, _rig.Outbox.SetAsideCount));
        Assert.Contains("a quota is exceeded", _rig.Memory.LastRefusal, StringComparison.Ordinal);
    }

    /// <summary>Without an acknowledgement nothing says that the broker has an event.</summary>
    [Fact]
    public async Task A_broker_without_acknowledgements_gets_events_only_with_receipts()
    {
        await _rig.Outbox.AppendManyAsync(3);
        _rig.Publisher.Acknowledges = false;
        var broker = new RuleBroker(_rig, window: 4) { Rule = static _ => Accepted };
        await broker.ServeForAsync(TimeSpan.FromMinutes(10));
        Assert.Equal((0, 3), (broker.Sent, _rig.Outbox.Depth));
        Assert.Contains("quality of service 0", _rig.Memory.LastRefusal, StringComparison.Ordinal);

        _rig.Options.Receipts = true;
        await using var running = _rig.Start();
        var sent = await _rig.Publisher.TakeAsync(3);
        sent.ForEach(static one => one.Answer(0));
        await DelivererRig.UntilAsync(() => _rig.Memory.Receipts.Count == 3);
        _rig.ReceiptUpTo(3);
        await DelivererRig.UntilAsync(() => _rig.Outbox.Depth == 0);
    }
}
