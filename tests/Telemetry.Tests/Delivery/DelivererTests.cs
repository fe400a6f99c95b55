using StationAgent.Telemetry.Delivery;
using StationAgent.Telemetry.Delivery.Pacing;
using StationAgent.Telemetry.Mqtt;
using StationAgent.Telemetry.Outbox;
using Xunit;

namespace StationAgent.Telemetry.Tests;

/// <summary>Delivery against a broker whose every answer the test gives.</summary>
public sealed class DelivererTests : IAsyncDisposable
{
    private readonly DelivererRig _rig = new();

    public ValueTask DisposeAsync() => _rig.DisposeAsync();

    [Fact]
    public async Task The_window_limits_the_events_in_flight_and_keeps_their_order()
    {
        await _rig.Outbox.AppendManyAsync(10);
        await using var running = _rig.Start(window: 3);

        var first = await _rig.Publisher.TakeAsync(3);
        Assert.Equal([1L, 2, 3], first.Select(sent => sent.Sequence));
        _rig.Publisher.AssertNothingMore();
        first[1].Answer(0);
        Assert.Equal(4, (await _rig.Publisher.TakeAsync()).Sequence);
        first[0].Answer(0x10);
        Assert.Equal(5, (await _rig.Publisher.TakeAsync()).Sequence);
        Assert.Equal(8, _rig.Outbox.Depth);
    }

    /// <summary>A library has faults of its own, above all while a link ends.</summary>
    [Fact]
    public async Task A_publish_that_fails_in_an_unknown_way_ends_the_link_and_is_sent_again()
    {
        await _rig.Outbox.AppendManyAsync(2);
        var running = _rig.Start();
        var sent = await _rig.Publisher.TakeAsync(2);
        sent[1].Fail(new NotSupportedException("a fault of the library"));

        var failure = await Assert.ThrowsAsync<LinkException>(() => running.Run.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken));
        Assert.Contains("an unforeseen fault of the program (NotSupportedException)", failure.Message, StringComparison.Ordinal);
        Assert.Equal([_rig.Id(1), _rig.Id(2)], running.Unanswered.Select(static one => one.Id).OrderBy(static id => id.Sequence));
        await using var next = _rig.Start();
        Assert.Equal([1L, 2], (await _rig.Publisher.TakeAsync(2)).Select(again => again.Sequence));
    }

    /// <summary>A crash may lose only a bounded number of marks: unwritten ones stop sending.</summary>
    [Fact]
    public async Task A_crash_at_any_moment_sends_at_most_256_events_again()
    {
        await _rig.Outbox.AppendManyAsync(600);
        var most = 0;
        _rig.Publisher.Sending = () => most = Math.Max(most, _rig.Counts.InFlight + _rig.Outbox.UnwrittenMarks);
        await using var running = _rig.Start(window: 64);
        for (var i = 0; i < 600; i++)
        {
            (await _rig.Publisher.TakeAsync()).Answer(0);
        }

        Assert.InRange(most, 64, DuplicateBound.Most);
    }

    /// <summary>A person at the station waits for the append.</summary>
    [Fact]
    public async Task Few_events_are_sent_while_an_append_is_awaited()
    {
        const int Queued = 200;
        await _rig.Outbox.AppendManyAsync(Queued);
        await _rig.AnnounceAsync();
        using var disk = new ManualResetEventSlim();
        var append = _rig.Outbox.AppendAsync(
            "evt/dropoff",
            EventClass.DropOff,
            _ =>
            {
                disk.Wait(TimeSpan.FromSeconds(30));
                return [1];
            },
            TestContext.Current.CancellationToken);
        await using var running = _rig.Start(window: 64);

        var few = await _rig.Publisher.TakeAsync(Deliverer.SendsBesideAppend);
        few.ForEach(sent => sent.Answer(0));
        await DelivererRig.UntilAsync(() => _rig.Outbox.Depth == Queued - few.Count);
        _rig.Publisher.AssertNothingMore();
        disk.Set();
        await append;

        for (var i = few.Count; i <= Queued; i++)
        {
            (await _rig.Publisher.TakeAsync()).Answer(0);
        }
    }

    [Fact]
    public async Task A_new_event_is_sent_at_once()
    {
        await using var running = _rig.Start();

        await _rig.Outbox.AppendAsync();

        (await _rig.Publisher.TakeAsync()).Answer(0);
    }

    [Fact]
    public async Task After_a_lost_link_the_same_bytes_are_sent_again_from_the_oldest()
    {
        await _rig.Outbox.AppendManyAsync(4);
        List<SentEvent> before;
        await using (_rig.Start(window: 3))
        {
            before = await _rig.Publisher.TakeAsync(3);
            before[1].Answer(0);
            before.Add(await _rig.Publisher.TakeAsync());
        }

        await using var running = _rig.Start(window: 3);
        var again = await _rig.Publisher.TakeAsync(3);

        Assert.Equal([1L, 3, 4], again.Select(sent => sent.Sequence));
        Assert.Equal(before[0].Payload, again[0].Payload);
        Assert.Equal(3, _rig.Counts.Resent);
    }

    [Fact]
    public async Task A_refused_topic_waits_five_minutes_while_others_continue()
    {
        await _rig.Outbox.AppendAsync("evt/alarm", EventClass.Alarm);
        await _rig.Outbox.AppendAsync("evt/alarm", EventClass.Alarm);
        var running = _rig.Start();
        foreach (var alarm in await _rig.Publisher.TakeAsync(2))
        {
            alarm.Answer(0x87);
        }

        await _rig.Outbox.AppendAsync();
        (await _rig.Publisher.TakeAsync()).Answer(0);
        await DelivererRig.UntilAsync(() => _rig.Outbox.Depth == 2 && _rig.Context.Memory.PausedNames is ["evt/alarm"]);

        await _rig.AdvanceAsync(TimeSpan.FromMinutes(4.9));
        _rig.Publisher.AssertNothingMore();
        var probe = await _rig.TakeAfterAsync(TimeSpan.FromMinutes(0.2));
        Assert.Equal(1, probe.Sequence);
        _rig.Publisher.AssertNothingMore();
        probe.Answer(0x87);

        await DelivererRig.UntilAsync(() => _rig.Counts.InFlight == 0);
        await running.DisposeAsync();
        await using var reconnected = _rig.Start();
        probe = await _rig.Publisher.TakeAsync();
        Assert.Equal(1, probe.Sequence);
        _rig.Publisher.AssertNothingMore();
        probe.Answer(0);
        (await _rig.Publisher.TakeAsync()).Answer(0);
        await DelivererRig.UntilAsync(() => _rig.Outbox.Depth == 0);
        Assert.Empty(_rig.Context.Memory.PausedNames);
    }

    [Theory]
    [InlineData(0x80)]
    [InlineData(0x83)]
    [InlineData(0x97)]
    public async Task A_busy_broker_is_left_alone_for_a_while_and_then_gets_the_oldest_first(int code)
    {
        await _rig.Outbox.AppendManyAsync(5);
        await using var running = _rig.Start(window: 2);
        var sent = await _rig.Publisher.TakeAsync(2);

        sent[0].Answer(code);
        await DelivererRig.UntilAsync(() => _rig.Counts.InFlight == 1);
        sent[1].Answer(0);
        await DelivererRig.UntilAsync(() => _rig.Outbox.Depth == 4);
        _rig.Publisher.AssertNothingMore();

        Assert.Equal(1, (await _rig.TakeAfterAsync(_rig.Options.Reconnect.Base)).Sequence);
        Assert.Equal(3, (await _rig.Publisher.TakeAsync()).Sequence);
        Assert.Equal(0, _rig.Outbox.SetAsideCount);
    }

    [Fact]
    public async Task A_missing_acknowledgement_ends_the_link()
    {
        await _rig.Outbox.AppendManyAsync(2);
        var running = _rig.Start(window: 2);
        (await _rig.Publisher.TakeAsync(2))[1].Answer(0);

        for (var i = 0; i < 10; i++)
        {
            await DelivererRig.UntilAsync(() => _rig.Counts.InFlight == 1 || running.IsCompleted);
            await _rig.AdvanceAsync(_rig.Options.AcknowledgeTimeout / 4);
        }

        await DelivererRig.UntilAsync(() =>
        {
            _rig.Time.Advance(TimeSpan.FromMilliseconds(1));
            return running.IsCompleted;
        });

        var exception = await Assert.ThrowsAsync<LinkException>(() => running.Run);
        Assert.Contains("has not acknowledged", exception.Message, StringComparison.Ordinal);
        Assert.Equal(1, _rig.Outbox.Depth);
    }
}
