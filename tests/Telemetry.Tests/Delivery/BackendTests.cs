using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text;
using MQTTnet.Protocol;
using StationAgent.Telemetry.Delivery;
using StationAgent.Telemetry.Mqtt;
using StationAgent.Telemetry.Mqtt.Channel;
using StationAgent.Testing;
using StationAgent.Testing.Mqtt;
using Xunit;

namespace StationAgent.Telemetry.Tests;

/// <summary>What a backend and other clients can do, tested with a real broker.</summary>
public sealed class BackendTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Events_are_delivered_by_the_backends_receipts()
    {
        await using var broker = await Mosquitto.StartAsync();
        var silent = true;
        await using var backend = await OtherClient.StartAsync(
            broker.Port,
            topic: "evt/#",
            onEvent: (self, id) => silent ? Task.CompletedTask : self.SendAsync("receipt", $$"""{"ids":["{{id}}"]}"""));
        using var folder = new TemporaryFolder();
        await using (var outbox = folder.OpenOutbox())
        {
            await outbox.AppendManyAsync(20);
            using var running = RunningService.Start(outbox, broker.Port, options => options.Receipts = true);
            await running.UntilAsync(s => s.AwaitingReceipt == 20);
            Assert.Equal(20, outbox.Depth);

            await backend.SendAsync("receipt", $$"""{"storeepoch":"{{outbox.StoreEpoch}}","upTo":20}""");
            await running.Service.WhenDrainedAsync(Cancelled);
            silent = false;
            await outbox.AppendManyAsync(30);
            await running.Service.WhenDrainedAsync(Cancelled);
            Assert.Equal(50, running.Service.Snapshot.Delivered);
        }

        await using var reopened = folder.OpenOutbox();
        Assert.Equal(0, reopened.Depth);
        Assert.Equal(50, backend.Payloads("evt/dropoff").Count());
    }

    [Fact]
    public async Task A_replay_message_sends_the_same_bytes_again_and_a_retained_one_is_ignored()
    {
        await using var broker = await Mosquitto.StartAsync();
        await using var backend = await OtherClient.StartAsync(broker.Port, topic: "evt/#");
        using var folder = new TemporaryFolder();
        await using var outbox = folder.OpenOutbox();
        await outbox.AppendManyAsync(20);
        await backend.SendAsync(DeviceCommands.Replay, Wish(outbox, 1, 3), retain: true);
        using var running = RunningService.Start(outbox, broker.Port);
        await running.Service.WhenDrainedAsync(Cancelled);

        await backend.SendAsync(DeviceCommands.Replay, Wish(outbox, 5, 9));
        await running.UntilAsync(s => s.Replayed == 5 && s.ReplaysWaiting == 0);

        await UntilAsync(() => backend.Received.Count == 25);
        var payloads = backend.Payloads("evt/dropoff").ToList();
        Assert.Equal(payloads[4..9], payloads[20..]);
    }

    [Fact]
    public async Task A_replay_requested_while_the_device_is_away_runs_later()
    {
        await using var broker = await Mosquitto.StartAsync();
        await using var line = new Line(broker.Port);
        await using var backend = await OtherClient.StartAsync(broker.Port);
        using var folder = new TemporaryFolder();
        await using var outbox = folder.OpenOutbox();
        await outbox.AppendManyAsync(5);
        using var running = RunningService.Start(outbox, line.Port);
        await running.Service.WhenDrainedAsync(Cancelled);

        for (var round = 1; round <= 5; round++)
        {
            line.Cut();
            await running.UntilAsync(s => !s.Connected);
            await backend.SendAsync(DeviceCommands.Replay, Wish(outbox, round, round));
            line.Mend();
            await running.UntilAsync(s => s.Replayed == round);
        }
    }

    [Fact]
    public async Task Messages_that_arrive_before_the_handler_is_set_are_not_lost()
    {
        await using var broker = await Mosquitto.StartAsync();
        await using var backend = await OtherClient.StartAsync(broker.Port);
        var options = new TelemetryOptions { Host = "127.0.0.1", Port = broker.Port, Station = "teststation", Device = "dev1" };
        using (var before = await ConnectAsync(options))
        {
            Assert.Null(await before.SubscribeAsync(DeviceCommands.Replay, Cancelled));
        }

        await backend.SendAsync(DeviceCommands.Replay, "first");
        using var link = await ConnectAsync(options);
        await UntilAsync(() => link.PacketsReceived >= 2);
        Assert.Null(await link.SubscribeAsync(DeviceCommands.Receipt, Cancelled));
        var received = new ConcurrentQueue<ReceivedMessage>();
        link.Received = received.Enqueue;
        await backend.SendAsync(DeviceCommands.Replay, "second");

        await UntilAsync(() => received.Count == 2);
        Assert.Equal(["first", "second"], received.Select(message => Encoding.UTF8.GetString(message.Payload.Span)));
    }

    [Fact]
    public async Task A_broker_that_refuses_commands_costs_nothing_else()
    {
        await using var broker = await Mosquitto.StartAsync();
        await using var proxy = new ChaosProxy(broker.Port);
        proxy.RefuseSubscription = filter => filter.EndsWith(DeviceCommands.Replay, StringComparison.Ordinal);
        using var folder = new TemporaryFolder();
        await using var outbox = folder.OpenOutbox();
        await outbox.AppendManyAsync(20);
        using var running = RunningService.Start(outbox, proxy.Port);

        await running.Service.WhenDrainedAsync(Cancelled);

        Assert.True(running.Service.Snapshot.Connected);
        Assert.Equal(1, running.Service.Snapshot.ConnectAttempts);
    }

    /// <summary>Without receipts nothing counts as delivered, but the events must reach the backend all the same.</summary>
    [Fact]
    public async Task A_broker_that_refuses_receipts_still_gets_the_events()
    {
        await using var broker = await Mosquitto.StartAsync();
        await using var proxy = new ChaosProxy(broker.Port);
        await using var subscriber = await OtherClient.StartAsync(broker.Port, topic: "evt/#");
        proxy.RefuseSubscription = filter => filter.EndsWith(DeviceCommands.Receipt, StringComparison.Ordinal);
        using var folder = new TemporaryFolder();
        await using var outbox = folder.OpenOutbox();
        await outbox.AppendManyAsync(20);
        using var running = RunningService.Start(outbox, proxy.Port, options => options.Receipts = true);

        await UntilAsync(() => subscriber.Payloads("evt/dropoff").Distinct().Count() == 20);

        Assert.Equal((20, 1), (running.Service.Snapshot.Depth, running.Service.Snapshot.ConnectAttempts));
    }

    /// <summary>The proxy adds the broker's reason code: mosquitto 2.0.11 closes the connection without one.</summary>
    [Fact]
    public async Task A_second_client_with_the_same_client_id_is_reported_once()
    {
        await using var broker = await Mosquitto.StartAsync();
        await using var proxy = new ChaosProxy(broker.Port);
        using var folder = new TemporaryFolder();
        await using var outbox = folder.OpenOutbox();
        var cap = TimeSpan.FromSeconds(4);
        using var running = RunningService.Start(outbox, proxy.Port, options => options.Reconnect =
            new ReconnectOptions { Base = TimeSpan.FromMilliseconds(50), Maximum = cap });
        var troubles = Listen(running);
        await running.UntilAsync(s => s.Connected);

        var waiting = Stopwatch.StartNew();
        await proxy.EndAsync(0x8E);
        await running.UntilAsync(s => s.ConnectAttempts == 2);

        Assert.InRange(waiting.Elapsed, cap / 2, cap * 2);
        await running.UntilAsync(s => s.Connected);
        await outbox.AppendAsync();
        await running.Service.WhenDrainedAsync(Cancelled);
        Assert.Equal(2, running.Service.Snapshot.ConnectAttempts);
        var trouble = Assert.Single(troubles());
        Assert.Equal(DeliveryTroubleKind.SessionTakenOver, trouble.Kind);
        Assert.Contains("'dev1'", trouble.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_duplicate_client_id_is_reported_even_when_the_broker_gives_no_reason()
    {
        await using var broker = await Mosquitto.StartAsync();
        using var folder = new TemporaryFolder();
        using var other = new TemporaryFolder();
        await using var outbox = folder.OpenOutbox();
        await using var twins = other.OpenOutbox();
        void Slow(TelemetryOptions options) => options.Reconnect =
            new ReconnectOptions { Base = TimeSpan.FromMilliseconds(200), Maximum = TimeSpan.FromSeconds(60) };
        using var running = RunningService.Start(outbox, broker.Port, Slow);
        using var twin = RunningService.Start(twins, broker.Port, Slow);

        var (troubles, twinsTroubles) = (Listen(running), Listen(twin));
        await UntilAsync(() => troubles().Concat(twinsTroubles()).Any(trouble => trouble.Kind == DeliveryTroubleKind.SessionsEndedEarly));

        // Each client pushes the other out, and each waits up to twice as long as before: 0.2, 0.4, 0.8, 1.6 s.
        Assert.InRange(running.Service.Snapshot.ConnectAttempts + twin.Service.Snapshot.ConnectAttempts, 2, 40);
    }

    [Fact]
    public async Task Metrics_are_sent_without_acknowledgement_and_not_retained()
    {
        await using var broker = await Mosquitto.StartAsync();
        await using var backend = await OtherClient.StartAsync(broker.Port, topic: "tele/#");
        await using var proxy = new ChaosProxy(broker.Port) { MaximumPacketSize = 1000 };
        using var folder = new TemporaryFolder();
        await using var outbox = folder.OpenOutbox();
        using var running = RunningService.Start(outbox, proxy.Port);
        running.Service.PublishTransient("metrics", "before there is a link"u8.ToArray(), TimeSpan.FromMinutes(1));
        await running.UntilAsync(s => s.Connected);

        running.Service.PublishTransient("metrics", new byte[1000], TimeSpan.FromMinutes(1));
        running.Service.PublishTransient("metrics", "42"u8.ToArray(), TimeSpan.FromMinutes(1));

        await UntilAsync(() => !backend.Received.IsEmpty);
        Assert.Equal((OtherClient.Root + "/tele/metrics", "42", MqttQualityOfServiceLevel.AtMostOnce, false), Assert.Single(backend.Received));
        await using var late = await OtherClient.StartAsync(broker.Port, id: "late", topic: "#");
        await UntilAsync(() => late.Payloads("state/status").Any());
        Assert.Empty(late.Payloads("tele/metrics"));
        Assert.Equal(1, running.Service.Snapshot.ConnectAttempts);
    }

    /// <summary>The topic's root counts too.</summary>
    [Fact]
    public async Task A_state_document_too_large_for_the_broker_is_skipped_and_the_link_stays()
    {
        await using var broker = await Mosquitto.StartAsync("max_packet_size 1000");
        await using var backend = await OtherClient.StartAsync(broker.Port, topic: "state/#");
        using var folder = new TemporaryFolder();
        await using var outbox = folder.OpenOutbox();
        using var running = RunningService.Start(outbox, broker.Port);
        running.Service.SetState("health", new byte[970]);
        running.Service.SetState("inventory", "{}"u8.ToArray());

        await UntilAsync(() => backend.Payloads("state/inventory").Any());
        await outbox.AppendManyAsync(5);
        await running.Service.WhenDrainedAsync(Cancelled);

        Assert.Equal(1, running.Service.Snapshot.ConnectAttempts);
    }

    internal static Func<DeliveryTrouble[]> Listen(RunningService running)
    {
        var troubles = new ConcurrentQueue<DeliveryTrouble>();
        running.Service.Trouble = troubles.Enqueue;
        return () => [.. troubles];
    }

    internal static Task UntilAsync(Func<bool> condition) => DelivererRig.UntilAsync(condition);

    private static Task<MqttLink> ConnectAsync(TelemetryOptions options) =>
        MqttLink.ConnectAsync(
        options, ClientOptionsBuilder.Build(options, ConnectOffer.Five, "{}"u8.ToArray()), new BrokerConnector(options, TimeProvider.System), TimeProvider.System, Cancelled);

    private static string Wish(Outbox.Outbox outbox, int from, int to) =>
        $$"""{"storeepoch":"{{outbox.StoreEpoch}}","from":{{from}},"to":{{to}}}""";
}
