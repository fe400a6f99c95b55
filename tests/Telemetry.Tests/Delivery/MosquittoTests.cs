using System.Globalization;
using StationAgent.Telemetry.Outbox;
using StationAgent.Testing;
using Xunit;

namespace StationAgent.Telemetry.Tests;

public sealed class MosquittoTests
{
    private const string Root = "sa/v1/teststation/dev1";

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Events_arrive_in_order_between_birth_and_clean_end()
    {
        await using var broker = await Mosquitto.StartAsync();
        await using var subscriber = await MosquittoSubscriber.StartAsync(broker, Root + "/#");
        using var folder = new TemporaryFolder();
        await using var outbox = folder.OpenOutbox();
        await outbox.AppendManyAsync(100);
        using var running = RunningService.Start(outbox, broker.Port);

        await outbox.AppendManyAsync(100);
        await running.Service.WhenDrainedAsync(Cancelled);
        Assert.Equal("5.0", running.Service.Snapshot.Protocol);
        await running.StopAsync();

        await subscriber.WaitForAsync(all => all.Any(m => IsStatus(m, "stopped")), "the clean end");
        var received = subscriber.Received;
        Assert.Equal((Root + "/state/status", Status("online", 1, outbox)), received[0]);
        Assert.Equal((Root + "/state/status", Status("stopped", 1, outbox)), received[^1]);
        Assert.Equal(Ids(outbox, 1, 200), EventPayloads(received));
    }

    [Fact]
    public async Task Events_stored_while_the_broker_was_away_are_sent_later()
    {
        await using var broker = await Mosquitto.StartAsync();
        await broker.StopAsync();
        using var folder = new TemporaryFolder();
        await using var outbox = folder.OpenOutbox();
        await outbox.AppendManyAsync(50);
        using var running = RunningService.Start(outbox, broker.Port);
        await running.UntilAsync(s => s.ConnectAttempts >= 2);
        Assert.False(running.Service.Snapshot.Connected);
        Assert.Contains("refused", running.Service.Snapshot.LastError, StringComparison.Ordinal);

        // The subscriber's session is there before the agent can connect, because the agent's port is not the subscriber's.
        await broker.StartAgainAsync();
        await running.Service.WhenDrainedAsync(Cancelled);
        await running.StopAsync();

        Assert.Equal(0, outbox.Depth);
        Assert.Equal(50, running.Service.Snapshot.Delivered);
    }

    [Fact]
    public async Task A_killed_broker_gets_every_unacknowledged_event_once_and_in_order()
    {
        await using var broker = await Mosquitto.StartAsync("max_inflight_messages 0\nautosave_on_changes true\nautosave_interval 1");
        await using var subscriber = await MosquittoSubscriber.StartAsync(broker, Root + "/evt/#", "backend");
        using var folder = new TemporaryFolder();
        await using var outbox = folder.OpenOutbox();
        using var running = RunningService.Start(outbox, broker.Port);
        await outbox.AppendManyAsync(200);
        await subscriber.WaitForAsync(all => all.Count >= 20, "the first events");
        await running.UntilAsync(static s => s.Delivered >= 20);

        var more = outbox.AppendManyAsync(300);
        await broker.KillAsync();
        await more;

        // A PUBACK does not mean that an event is stored: what the killed broker had acknowledged but not passed on is lost with its
        // memory, and
        // only a replay brings it back.
        await running.UntilAsync(s => !s.Connected);
        var acknowledged = (int)running.Service.Snapshot.Delivered;
        await outbox.AppendManyAsync(100);
        await broker.StartAgainAsync();
        await running.Service.WhenDrainedAsync(Cancelled);
        var ids = Ids(outbox, 1, 600).ToList();
        await subscriber.WaitForAsync(all => EventPayloads(all).Contains(ids[^1]), "the last event");

        var received = EventPayloads(subscriber.Received).Distinct(StringComparer.Ordinal).ToList();
        Assert.Empty(ids.Skip(acknowledged).Except(received));
        Assert.Equal(ids.Where(received.Contains), received);
        Assert.InRange(acknowledged, 20, 500);
        Assert.True(running.Service.Snapshot.ConnectAttempts >= 2);
    }

    [Fact]
    public async Task A_restarted_broker_neither_loses_nor_repeats_an_event()
    {
        await using var broker = await Mosquitto.StartAsync();
        await using var subscriber = await MosquittoSubscriber.StartAsync(broker, Root + "/evt/#", "backend");
        using var folder = new TemporaryFolder();
        await using var outbox = folder.OpenOutbox();
        using var running = RunningService.Start(outbox, broker.Port);
        await outbox.AppendManyAsync(200);
        await subscriber.WaitForAsync(all => all.Count >= 20, "the first events");

        var more = outbox.AppendManyAsync(300);
        await broker.StopAsync();
        await more;
        await broker.StartAgainAsync();
        await running.Service.WhenDrainedAsync(Cancelled);
        await subscriber.WaitForAsync(all => all.Distinct().Count() >= 500, "all events");
        Assert.Equal(Ids(outbox, 1, 500), EventPayloads(subscriber.Received).Distinct(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_cut_line_publishes_the_will_and_the_next_session_replaces_it()
    {
        await using var broker = await Mosquitto.StartAsync();
        await using var subscriber = await MosquittoSubscriber.StartAsync(broker, Root + "/state/status");
        await using var line = new Line(broker.Port);
        using var folder = new TemporaryFolder();
        await using var outbox = folder.OpenOutbox();
        using var running = RunningService.Start(outbox, line.Port, options => options.WillDelay = TimeSpan.Zero);
        await subscriber.WaitForAsync(all => all.Any(m => IsStatus(m, "online")), "the birth");

        line.Cut();
        await subscriber.WaitForAsync(all => all.Any(m => m.Payload == Status("offline", 1, outbox)), "the will");
        line.Mend();
        await subscriber.WaitForAsync(all => all.Any(m => IsStatus(m, "online") && !m.Payload.Contains("\"session\":1,", StringComparison.Ordinal)), "the new birth");
        await running.StopAsync();
    }

    [Fact]
    public async Task A_late_will_is_replaced_by_the_birth()
    {
        await using var broker = await Mosquitto.StartAsync();
        await using var subscriber = await MosquittoSubscriber.StartAsync(broker, Root + "/state/status");
        using var folder = new TemporaryFolder();
        await using var outbox = folder.OpenOutbox();
        using var running = RunningService.Start(outbox, broker.Port);
        await running.UntilAsync(s => s.Connected);

        using var publish = System.Diagnostics.Process.Start(
            Mosquitto.FindProgram("mosquitto_pub") ?? "mosquitto_pub",
            ["-h", "127.0.0.1", "-p", broker.Port.ToString(CultureInfo.InvariantCulture), "-r", "-q", "1", "-t", Root + "/state/status", "-m", "late"]);
        await publish.WaitForExitAsync(Cancelled);

        await subscriber.WaitForAsync(
            all => all.SkipWhile(m => m.Payload != "late").Any(m => m.Payload == Status("online", 1, outbox)), "the birth after the late will");
    }

    [Fact]
    public async Task State_documents_are_retained_and_sent_again_on_every_connect()
    {
        await using var broker = await Mosquitto.StartAsync();
        await using var subscriber = await MosquittoSubscriber.StartAsync(broker, Root + "/state/health");
        await using var line = new Line(broker.Port);
        using var folder = new TemporaryFolder();
        await using var outbox = folder.OpenOutbox();
        using var running = RunningService.Start(outbox, line.Port);
        running.Service.SetState("health", "{\"a\":1}"u8.ToArray());
        await subscriber.WaitForAsync(all => all.Count == 1, "the document");

        line.Cut();
        await running.UntilAsync(s => !s.Connected);
        running.Service.SetState("health", "{\"a\":2}"u8.ToArray());
        running.Service.SetState("health", "{\"a\":3}"u8.ToArray());
        line.Mend();
        await subscriber.WaitForAsync(all => all.Count == 2, "the newest document");
        line.Cut();
        line.Mend();
        await subscriber.WaitForAsync(all => all.Count == 3, "the document after another connect");

        Assert.Equal(["{\"a\":1}", "{\"a\":3}", "{\"a\":3}"], subscriber.Received.Select(m => m.Payload));
        await using var late = await MosquittoSubscriber.StartAsync(broker, Root + "/state/health");
        await late.WaitForAsync(all => all is [(_, "{\"a\":3}")], "the retained document");
    }

    [Fact]
    public async Task A_refused_topic_is_paused_and_resumed_once_it_is_allowed()
    {
        const string Allowed = $"topic readwrite {Root}/state/#\ntopic readwrite {Root}/evt/dropoff\ntopic readwrite {Root}/evt/clock\n";
        await using var broker = await Mosquitto.StartAsync("acl_file {folder}/acl", ("acl", Allowed));
        await using var subscriber = await MosquittoSubscriber.StartAsync(broker, Root + "/evt/#");
        using var folder = new TemporaryFolder();
        await using var outbox = folder.OpenOutbox();
        for (var i = 0; i < 10; i++)
        {
            await outbox.AppendAsync();
            await outbox.AppendAsync("evt/alarm", EventClass.Alarm);
        }

        using var running = RunningService.Start(outbox, broker.Port, options => options.PausedTopicRetry = TimeSpan.FromSeconds(1));
        await running.UntilAsync(s => s.Delivered == 10 && s.PausedTopics is ["evt/alarm"]);
        Assert.Equal(10, outbox.Depth);

        await File.AppendAllTextAsync(Path.Combine(broker.Folder, "acl"), $"topic readwrite {Root}/evt/alarm\n", Cancelled);
        await broker.ReloadAsync();
        await running.Service.WhenDrainedAsync(Cancelled);

        await subscriber.WaitForAsync(all => all.Count >= 20, "the refused events too");
        Assert.Empty(running.Service.Snapshot.PausedTopics);
        var alarms = subscriber.Received.Where(m => m.Topic == Root + "/evt/alarm").Select(m => m.Payload).ToList();
        Assert.Equal(alarms.Order(StringComparer.Ordinal), alarms);
        Assert.Equal(20, subscriber.Received.Distinct().Count());
    }

    [Fact]
    public async Task A_frozen_broker_is_noticed_although_the_connection_stays_open()
    {
        await using var broker = await Mosquitto.StartAsync();
        using var folder = new TemporaryFolder();
        await using var outbox = folder.OpenOutbox();
        using var running = RunningService.Start(outbox, broker.Port, options =>
        {
            options.KeepAlive = TimeSpan.FromSeconds(2);
            options.RequestTimeout = TimeSpan.FromSeconds(1);
        });
        await running.UntilAsync(s => s.Connected);

        await broker.FreezeAsync();
        await running.UntilAsync(s => !s.Connected && s.LastError is not null);
        await outbox.AppendManyAsync(20);
        await broker.ThawAsync();
        await running.Service.WhenDrainedAsync(Cancelled);

        Assert.Equal(20, running.Service.Snapshot.Delivered);
    }

    private static bool IsStatus((string Topic, string Payload) message, string status) =>
        message.Topic == Root + "/state/status" && message.Payload.Contains($"\"{status}\"", StringComparison.Ordinal);

    private static string Status(string status, long session, Outbox.Outbox outbox) =>
        $$"""{"status":"{{status}}","session":{{session}},"storeepoch":"{{outbox.StoreEpoch}}"}""";

    private static IEnumerable<string> Ids(Outbox.Outbox outbox, int from, int to) =>
        Enumerable.Range(from, to - from + 1).Select(n => new EventId(outbox.StoreEpoch, n).ToString());

    private static IEnumerable<string> EventPayloads(IEnumerable<(string Topic, string Payload)> received) =>
        received.Where(m => m.Topic.StartsWith(Root + "/evt/", StringComparison.Ordinal)).Select(m => m.Payload);
}
