using StationAgent.Telemetry.Delivery;
using StationAgent.Telemetry.Outbox;
using StationAgent.Testing;
using StationAgent.Testing.Mqtt;
using Xunit;

namespace StationAgent.Telemetry.Tests;

/// <summary>An event that breaks every link is set aside, and no other event, for whatever reason links end.</summary>
public sealed class PoisonTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Only_the_event_at_which_the_broker_closes_is_set_aside()
    {
        await using var broker = await Mosquitto.StartAsync();
        await using var backend = await OtherClient.StartAsync(broker.Port, topic: "evt/#");
        await using var proxy = new ChaosProxy(broker.Port);
        using var folder = new TemporaryFolder();
        await using var outbox = folder.OpenOutbox();
        var poison = new EventId(outbox.StoreEpoch, 11);
        proxy.Refuse = packet =>
        {
            if (System.Text.Encoding.UTF8.GetString(packet.Payload) != poison.ToString())
            {
                return null;
            }

            proxy.Cut();
            return 0x80;
        };
        await outbox.AppendManyAsync(40);
        using var running = RunningService.Start(outbox, proxy.Port);
        var troubles = BackendTests.Listen(running);

        await running.Service.WhenDrainedAsync(Cancelled);

        Assert.Equal(1, outbox.SetAsideCount);
        Assert.Equal(EventState.SetAside, Assert.Single(outbox.ReadRange(11, 11, 1)).State);
        await BackendTests.UntilAsync(() => backend.Payloads("evt/dropoff").Distinct().Count() == 39);
        Assert.DoesNotContain(poison.ToString(), backend.Payloads("evt/dropoff"));
        var trouble = Assert.Single(troubles(), one => one.Kind == DeliveryTroubleKind.EventSetAside);
        Assert.Contains(poison.ToString(), trouble.Detail, StringComparison.Ordinal);
    }

    /// <summary>Shutting down, taken over: the broker gives a reason that has nothing to do with events.</summary>
    [Theory]
    [InlineData(0x8B)]
    [InlineData(0x8E)]
    public async Task Links_that_end_for_another_reason_make_no_event_suspected(int reason)
    {
        await using var broker = await Mosquitto.StartAsync();
        await using var proxy = new ChaosProxy(broker.Port) { Swallow = topic => topic.Contains("/evt/", StringComparison.Ordinal) };
        using var folder = new TemporaryFolder();
        await using var outbox = folder.OpenOutbox();
        await outbox.AppendManyAsync(5);
        using var running = RunningService.Start(outbox, proxy.Port);
        for (var i = 0; i < 6; i++)
        {
            await running.UntilAsync(s => s.Connected && s.InFlight > 0);
            await proxy.EndAsync(reason);
            await running.UntilAsync(s => !s.Connected || s.ConnectAttempts > i + 1);
        }

        proxy.Swallow = null;
        proxy.Cut();
        await running.Service.WhenDrainedAsync(Cancelled);
        Assert.Equal(0, outbox.SetAsideCount);
        Assert.Equal(5, running.Service.Snapshot.Delivered);
    }
}
