using System.Text;
using StationAgent.Telemetry.Delivery;
using StationAgent.Telemetry.Mqtt;
using StationAgent.Telemetry.Outbox;
using StationAgent.Testing;
using StationAgent.Testing.Mqtt;
using Xunit;

namespace StationAgent.Telemetry.Tests.Delivery;

/// <summary>What a broker or another client says is kept short and harmless, and what it sends costs no memory.</summary>
public sealed class OutsideTextTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_giant_reason_is_cut_before_it_is_stored_or_reported()
    {
        await using var broker = await Mosquitto.StartAsync();
        await using var proxy = new ChaosProxy(broker.Port)
        {
            RefusalText = "x\n<0>kernel: panic\u001b[2J\u2028" + new string('"', 60_000),
            Refuse = static packet => packet.Topic.EndsWith("evt/dropoff", StringComparison.Ordinal) && Encoding.UTF8.GetString(packet.Payload).EndsWith("0001", StringComparison.Ordinal) ? 0x90 : null,
        };
        using var folder = new TemporaryFolder();
        await using var outbox = folder.OpenOutbox();
        using var running = RunningService.Start(outbox, proxy.Port);
        var troubles = new TaskCompletionSource<DeliveryTrouble>(TaskCreationOptions.RunContinuationsAsynchronously);
        running.Service.Trouble = trouble => troubles.TrySetResult(trouble);
        await outbox.AppendManyAsync(2);

        var detail = (await troubles.Task.WaitAsync(TimeSpan.FromSeconds(60), Cancelled)).Detail;
        Assert.Contains("kernel: panic", detail, StringComparison.Ordinal);
        Assert.InRange(detail.Length, 100, 500);
        Assert.DoesNotContain(detail, static one => char.IsControl(one) || one == '\u2028');

        await running.UntilAsync(static s => s.SetAside == 1);
        await running.StopAsync();
        await outbox.FlushAsync(Cancelled);
        using var reader = OutboxReader.Open(folder.Path);
        var reason = Assert.Single(reader.List(new OutboxQuery { State = EventState.SetAside })).SetAsideReason!;
        Assert.InRange(reason.Length, 100, 500);
        Assert.DoesNotContain(reason, static one => char.IsControl(one) || one == '\u2028');
    }

    [Fact]
    public async Task The_reason_of_a_mark_is_bounded_whoever_gives_it()
    {
        using var folder = new TemporaryFolder();
        await using var outbox = folder.OpenOutbox();
        outbox.SetAside(await outbox.AppendAsync(), new string('x', 100_000) + "\u001b");
        await outbox.FlushAsync(Cancelled);
        using var reader = OutboxReader.Open(folder.Path);
        Assert.Equal(500, Assert.Single(reader.List(new OutboxQuery())).SetAsideReason!.Length);
    }

    [Theory]
    [InlineData(MqttProtocol.V5)]
    [InlineData(MqttProtocol.V311)]
    public async Task A_message_that_is_too_large_for_the_device_does_not_keep_events_from_flowing(MqttProtocol protocol)
    {
        await using var broker = await Mosquitto.StartAsync();
        await using (var other = await OtherClient.StartAsync(broker.Port))
        {
            await other.SendAsync("cmd/replay", new string('x', 2 * 1024 * 1024), retain: true);
        }

        using var folder = new TemporaryFolder();
        await using var outbox = folder.OpenOutbox();
        using var running = RunningService.Start(outbox, broker.Port, options => options.Protocol = protocol);
        await outbox.AppendManyAsync(20);
        await running.Service.WhenDrainedAsync(Cancelled);
        Assert.Equal(1, running.Service.Snapshot.ConnectAttempts);
    }
}
