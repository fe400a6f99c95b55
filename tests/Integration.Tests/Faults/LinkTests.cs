using System.Diagnostics;
using StationAgent.Telemetry.Outbox;
using Xunit;

namespace StationAgent.Integration.Tests.Faults;

/// <summary>Links that fail in every way a link can, and brokers with small limits.</summary>
[Collection("Faults")]
public sealed class LinkTests
{
    private const string Fault = "link";
    private const int Window = 32;

    // What a busy machine may add.
    private static readonly TimeSpan Slack = TimeSpan.FromSeconds(1);

    // A drain of 20 events of 1 KB: the number of bytes from the client, and the broker's answers.
    private const int EventsEach = 20;
    private const int BytesFromClient = 24_000;
    private const int BytesFromBroker = 250;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_link_cut_after_any_byte_loses_nothing_and_keeps_the_order()
    {
        var random = FaultPlan.Random(Fault);
        await using var rig = await ChaosRig.StartAsync();
        rig.Deliver(Window);
        var cuts = FaultPlan.Number("CUTS", 60);
        var worst = 0;
        for (var cut = 1; cut <= cuts; cut++)
        {
            var before = rig.Consumer.Duplicates;
            if (random.Next(2) == 0)
            {
                rig.Proxy.CutAfterFromClient = random.Next(BytesFromClient);
            }
            else
            {
                rig.Proxy.CutAfterFromBroker = random.Next(BytesFromBroker);
            }

            rig.Proxy.Cut();
            await rig.AppendAsync(EventsEach);
            await rig.UntilAsync(() => rig.Outbox.Depth == 0, $"an empty queue after cut {cut}");
            await rig.Consumer.WaitForAsync(cut * EventsEach);
            worst = Math.Max(worst, rig.Consumer.Duplicates - before);
            FaultPlan.ReportProgress(Fault, cut, cuts, () => $"{rig.Consumer.Count} events");
        }

        rig.Records.Check();
        Assert.InRange(worst, 0, 2 * Window);
        FaultPlan.Report(
            Fault, $"{cuts} cuts, {rig.Consumer.Count} events received, 0 lost, 0 out of order; {rig.Consumer.Duplicates} sent again, {worst} at most after one");
    }

    [Fact]
    public async Task An_event_whose_acknowledgement_is_lost_is_sent_again_over_a_new_link()
    {
        await using var rig = await ChaosRig.StartAsync();
        await rig.AppendAsync(50);
        var acknowledgements = 0;
        rig.Proxy.Swallow = topic => topic.EndsWith("/evt/dropoff", StringComparison.Ordinal) && Interlocked.Increment(ref acknowledgements) == 7;
        rig.Deliver(Window, options => options.AcknowledgeTimeout = TimeSpan.FromSeconds(1));
        await rig.UntilAsync(() => rig.Outbox.Depth == 0, "all deliveries");
        await rig.Consumer.WaitForAsync(50);
        await rig.UntilAsync(() => rig.Consumer.Duplicates > 0, "the event again");
        rig.Records.Check();
        Assert.InRange(rig.Consumer.Duplicates, 1, Window);
        Assert.Equal(2, rig.Proxy.Connections);
    }

    [Fact]
    public async Task A_broker_that_takes_one_at_a_time_gets_one_at_a_time()
    {
        await using var rig = await ChaosRig.StartAsync();
        rig.Proxy.ReceiveMaximum = 1;
        await rig.AppendAsync(200);
        rig.Deliver(Window);
        await rig.Consumer.WaitForAsync(200);
        rig.Records.Check();
        Assert.Equal((1, 0), (rig.Proxy.MostInFlight, rig.Consumer.Duplicates));
    }

    [Fact]
    public async Task A_broker_of_small_packets_never_sees_a_large_one_which_is_set_aside()
    {
        await using var rig = await ChaosRig.StartAsync();
        rig.Proxy.MaximumPacketSize = 600;
        await rig.AppendAsync(1);
        for (var i = 0; i < 4; i++)
        {
            await rig.Outbox.AppendAsync("evt/dropoff", EventClass.DropOff, static _ => "{\"id\":\"small\"}"u8.ToArray(), Cancelled);
        }

        rig.Deliver(Window);
        await rig.UntilAsync(() => rig.Outbox.Depth == 0, "an empty queue");
        Assert.Equal((1, 4), (rig.Outbox.SetAsideCount, rig.Drain.Delivered));
        Assert.InRange(rig.Proxy.LongestPublish, 1, 600);
        Assert.Equal(1, rig.Proxy.Connections);
    }

    [Fact]
    public async Task A_frozen_broker_is_noticed_within_one_and_a_half_keep_alives_while_events_are_published()
    {
        var keepAlive = TimeSpan.FromSeconds(FaultPlan.Number("KEEP_ALIVE", 4));
        await using var rig = await ChaosRig.StartAsync();
        rig.Deliver(Window, options => options.KeepAlive = keepAlive);
        await rig.AppendAsync(100);
        await rig.Consumer.WaitForAsync(100);

        var frozen = Stopwatch.StartNew();
        await rig.Broker.FreezeAsync();
        await rig.AppendAsync(100);
        await rig.UntilAsync(() => !rig.Drain.Snapshot.Connected, "the end of the half-open link");
        var noticed = frozen.Elapsed;
        await rig.Broker.ThawAsync();
        await rig.UntilAsync(() => rig.Outbox.Depth == 0, "all deliveries");
        await rig.Consumer.WaitForAsync(200);
        rig.Records.Check();
        FaultPlan.Report(Fault, $"frozen broker: noticed after {noticed.TotalSeconds:0.0} s with a keep-alive of {keepAlive.TotalSeconds} s");
        Assert.InRange(noticed, TimeSpan.Zero, (keepAlive * 1.5) + Slack);
    }
}
