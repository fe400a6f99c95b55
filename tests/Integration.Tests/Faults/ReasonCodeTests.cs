using System.Diagnostics;
using System.Text;
using StationAgent.Benchmarks.Store;
using StationAgent.Telemetry.Outbox;
using StationAgent.Testing.Mqtt;
using Xunit;

namespace StationAgent.Integration.Tests.Faults;

/// <summary>Every reason code that a broker may answer an event with, over a real link.</summary>
[Collection("Faults")]
public sealed class ReasonCodeTests
{
    private const int Events = 30;
    private const int Refused = 11;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(0x00)]
    [InlineData(0x10)]
    public async Task A_success_of_either_kind_is_a_delivery(int code)
    {
        await using var rig = await ChaosRig.StartAsync();
        await rig.AppendAsync(Events);
        rig.Proxy.Refuse = packet => IsEvent(packet, Refused) ? code : null;
        rig.Deliver();
        await rig.UntilAsync(() => rig.Outbox.Depth == 0, "all deliveries");
        Assert.Equal((Events, 0), (rig.Drain.Delivered, rig.Outbox.SetAsideCount));
        await rig.Consumer.WaitForAsync(Events - 1);
        rig.Records.Check();
    }

    [Theory]
    [InlineData(0x90)]
    [InlineData(0x99)]
    public async Task An_event_the_broker_never_accepts_is_set_aside_alone_and_kept(int code)
    {
        await using var rig = await ChaosRig.StartAsync();
        await rig.AppendAsync(Events);
        rig.Proxy.Refuse = packet => IsEvent(packet, Refused) ? code : null;
        rig.Deliver();
        await rig.UntilAsync(() => rig.Outbox.Depth == 0, "an empty queue");
        await rig.Consumer.WaitForAsync(Events - 1);
        await rig.Outbox.FlushAsync(Cancelled);

        using var reader = OutboxReader.Open(rig.Records.Store);
        var aside = Assert.Single(reader.List(new OutboxQuery { State = EventState.SetAside }));
        Assert.Equal(Refused + 1, aside.Id.Sequence);
        Assert.Equal(Payload.Create(Refused), aside.Payload.ToArray());
        Assert.Contains("refuses", aside.SetAsideReason, StringComparison.Ordinal);
        Assert.False(rig.Consumer.Has(Refused));
    }

    [Theory]
    [InlineData(0x80)]
    [InlineData(0x83)]
    [InlineData(0x97)]
    public async Task After_a_temporary_refusal_the_event_is_sent_later_and_nothing_is_set_aside(int code)
    {
        await using var rig = await ChaosRig.StartAsync();
        await rig.AppendAsync(Events);
        var refusals = 0;
        rig.Proxy.Refuse = packet => IsEvent(packet, Refused) && refusals++ < 3 ? code : null;
        rig.Deliver();
        await rig.UntilAsync(() => rig.Outbox.Depth == 0, "all deliveries");
        await rig.Consumer.WaitForAsync(Events);
        Assert.Equal(4, refusals);
        Assert.Equal((Events, 0), (rig.Drain.Delivered, rig.Outbox.SetAsideCount));
        Assert.Equal(1, rig.Proxy.Connections);
        Assert.Equal(0, rig.Consumer.Duplicates);
    }

    [Fact]
    public async Task A_topic_that_is_not_allowed_pauses_alone_and_goes_on_once_allowed()
    {
        await using var rig = await ChaosRig.StartAsync();
        await rig.AppendAsync(Events);
        await rig.Outbox.AppendAsync("evt/alarm", EventClass.Alarm, static id => Payload.Create(id.Sequence - 1), Cancelled);
        var isAllowed = false;
        var tries = 0;
        rig.Proxy.Refuse = packet =>
        {
            var refused = !Volatile.Read(ref isAllowed) && packet.Topic.EndsWith("/evt/dropoff", StringComparison.Ordinal);
            tries += refused ? 1 : 0;
            return refused ? 0x87 : null;
        };
        var start = Stopwatch.GetTimestamp();
        rig.Deliver(window: 8, options => options.PausedTopicRetry = TimeSpan.FromSeconds(1));
        await rig.Consumer.WaitForAsync(1);
        await rig.UntilAsync(() => rig.Drain.Snapshot.PausedTopics is ["evt/dropoff"], "the paused topic");
        Assert.True(rig.Consumer.Has(Events));
        await rig.UntilAsync(() => rig.Outbox.Depth == Events, "the acknowledgement of the alarm alone");

        // Those that were on their way together, then one a second.
        await rig.UntilAsync(() => Volatile.Read(ref tries) > 8, "a probe");
        Assert.InRange(Volatile.Read(ref tries), 9, 9 + (int)Stopwatch.GetElapsedTime(start).TotalSeconds);
        Volatile.Write(ref isAllowed, true);
        await rig.UntilAsync(() => rig.Outbox.Depth == 0, "all deliveries");
        await rig.Consumer.WaitForAsync(Events + 1);
        Assert.Equal((0, 0), (rig.Consumer.Duplicates, rig.Consumer.Altered));
        Assert.Empty(rig.Drain.Snapshot.PausedTopics);
    }

    private static bool IsEvent(MqttPacket packet, int id) =>
        packet.Topic.EndsWith("/evt/dropoff", StringComparison.Ordinal)
        && packet.Payload.StartsWith(Encoding.UTF8.GetBytes($"{{\"id\":\"{id}\""));
}
