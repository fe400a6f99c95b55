using StationAgent.Telemetry.Outbox;
using Xunit;

namespace StationAgent.Telemetry.Tests.Brokers;

/// <summary>The table in docs/brokers.md for brokers that are scripted from their documents: one test for each broker and situation.</summary>
public sealed class BrokerBehaviourTests
{
    private const string DropOff = "evt/dropoff";
    private const string Alarm = "evt/alarm";

    private static readonly TimeSpan Settling = TimeSpan.FromSeconds(2);

    public static TheoryData<string> Brokers => [.. BrokerProfile.All.Select(static profile => profile.Name)];

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Brokers))]
    public async Task Connect_and_deliver(string name)
    {
        await using var broker = new ProfileBroker(Profile(name));
        using var folder = new TemporaryFolder();
        await using var outbox = folder.OpenOutbox();
        await outbox.AppendManyAsync(100);
        using var running = RunningService.Start(outbox, broker.Port);
        running.Service.SetState("health", "{}"u8.ToArray());
        await DrainAsync(running);
        await running.UntilAsync(_ => broker.Distinct("state/health").Any());
        var snapshot = running.Service.Snapshot;
        Assert.Equal("5.0", snapshot.Protocol);
        Assert.Equal(Math.Min(32, (int)(Profile(name).ReceiveMaximum ?? 32)), snapshot.Window);
        Assert.Null(snapshot.LastRefusal);
        await running.StopAsync();

        Assert.Equal(Ids(outbox, 1, 100), broker.Accepted.Where(static one => one.Topic == DropOff).Select(static one => one.Payload));
        Assert.All(broker.Accepted, static one => Assert.Equal(one.Topic.StartsWith("state/", StringComparison.Ordinal), one.Retained));
        Assert.Contains("online", broker.Accepted.First().Payload, StringComparison.Ordinal);
        Assert.Contains("stopped", broker.Accepted.Last().Payload, StringComparison.Ordinal);
        Assert.InRange(broker.MostUnanswered, 1, snapshot.Window);
        Assert.Equal(1, broker.Connects);
    }

    /// <summary>One topic of events is forbidden: it is paused and reported, the others flow, and all arrives once it is allowed.</summary>
    [Theory]
    [MemberData(nameof(Brokers))]
    public async Task Deny_events(string name)
    {
        await using var broker = new ProfileBroker(Profile(name)) { MayPublish = static (topic, _) => topic != DropOff };
        using var folder = new TemporaryFolder();
        await using var outbox = folder.OpenOutbox();
        await outbox.AppendManyAsync(20);
        using var running = RunningService.Start(outbox, broker.Port, static options => options.PausedTopicRetry = TimeSpan.FromSeconds(2));
        for (var i = 0; i < 5; i++)
        {
            await outbox.AppendAsync(Alarm, EventClass.Alarm);
        }

        await running.UntilAsync(static s => s.Delivered == 5 && s.PausedTopics.Contains(DropOff));
        Assert.Matches("not authorised|NotAuthorized", running.Service.Snapshot.LastRefusal);
        Assert.Equal((20, 0), (outbox.Depth, outbox.SetAsideCount));
        var before = broker.Connects;
        await Task.Delay(Settling * 2, TimeProvider.System, Cancelled);

        // Where each try costs the link, one is made in that time and not one after the other.
        Assert.InRange(broker.Connects - before, 0, 6);

        broker.MayPublish = static (_, _) => true;
        await DrainAsync(running);
        Assert.Equal(Ids(outbox, 1, 20), broker.Distinct(DropOff).Order(StringComparer.Ordinal));
        Assert.Equal((0, 0), (outbox.SetAsideCount, running.Service.Snapshot.PausedTopics.Count));
    }

    /// <summary>An event that is alone when it is refused leaves nothing else in flight to conclude from.</summary>
    [Theory]
    [MemberData(nameof(Brokers))]
    public async Task Deny_one_event(string name)
    {
        await using var broker = new ProfileBroker(Profile(name)) { MayPublish = static (topic, _) => topic != DropOff };
        using var folder = new TemporaryFolder();
        await using var outbox = folder.OpenOutbox();
        using var running = RunningService.Start(outbox, broker.Port);
        await running.UntilAsync(static s => s.Connected);
        await outbox.AppendAsync();
        await running.UntilAsync(static s => s.PausedTopics.Contains(DropOff));
        for (var i = 0; i < 10; i++)
        {
            await outbox.AppendAsync(Alarm, EventClass.Alarm);
            await Task.Delay(Settling / 20, TimeProvider.System, Cancelled);
        }

        await running.UntilAsync(static s => s.Delivered == 10);
        Assert.Equal([DropOff], running.Service.Snapshot.PausedTopics);
        Assert.Equal((1, 0), (outbox.Depth, outbox.SetAsideCount));
        Assert.InRange(broker.Connects, 1, 4);
    }

    [Theory]
    [MemberData(nameof(Brokers))]
    public Task Deny_subscriptions(string name) => EventsFlowAsync(name, broker => broker.MaySubscribe = static _ => false, presence: true);

    [Theory]
    [MemberData(nameof(Brokers))]
    public Task Deny_a_state_document(string name) =>
        EventsFlowAsync(name, broker => broker.MayPublish = static (topic, _) => topic != "state/health", presence: true);

    [Theory]
    [MemberData(nameof(Brokers))]
    public Task Deny_presence(string name) =>
        EventsFlowAsync(name, broker => broker.MayPublish = static (topic, _) => topic != "state/status", presence: false);

    [Theory]
    [MemberData(nameof(Brokers))]
    public Task Deny_retained_messages(string name) =>
        EventsFlowAsync(name, broker => broker.MayPublish = static (_, isRetained) => !isRetained, presence: false);

    [Theory]
    [MemberData(nameof(Brokers))]
    public Task Deny_metrics(string name) =>
        EventsFlowAsync(name, broker => broker.MayPublish = static (topic, _) => topic != "tele/metrics", presence: true);

    [Theory]
    [MemberData(nameof(Brokers))]
    public Task Deny_everything_but_events(string name) =>
        EventsFlowAsync(
            name,
            broker =>
            {
                broker.MayPublish = static (topic, _) => topic.StartsWith("evt/", StringComparison.Ordinal);
                broker.MaySubscribe = static _ => false;
                broker.MayHaveWill = false;
            },
            presence: false);

    [Theory]
    [MemberData(nameof(Brokers))]
    public Task Deny_the_will(string name) => EventsFlowAsync(name, static broker => broker.MayHaveWill = false, presence: true);

    [Theory]
    [MemberData(nameof(Brokers))]
    public Task Without_retained_messages(string name) => EventsFlowAsync(name, static broker => broker.RetainAvailable = false, presence: true);

    [Theory]
    [MemberData(nameof(Brokers))]
    public async Task Limit_the_size_of_packets(string name)
    {
        await using var broker = new ProfileBroker(Profile(name) with { MaximumPacketSize = 1_000 });
        using var folder = new TemporaryFolder();
        await using var outbox = folder.OpenOutbox();
        await outbox.AppendAsync(DropOff, EventClass.DropOff, static _ => new byte[2_000], Cancelled);
        await outbox.AppendManyAsync(40);
        using var running = RunningService.Start(outbox, broker.Port);
        await DrainAsync(running);
        Assert.Equal((40, 1), (running.Service.Snapshot.Delivered, outbox.SetAsideCount));
        Assert.Equal(1, broker.Connects);
    }

    [Theory]
    [MemberData(nameof(Brokers))]
    public async Task Limit_the_rate_of_messages(string name)
    {
        await using var broker = new ProfileBroker(Profile(name));
        using var folder = new TemporaryFolder();
        await using var outbox = folder.OpenOutbox();
        using var running = RunningService.Start(outbox, broker.Port);
        await running.UntilAsync(static s => s.Connected);
        broker.IsOverQuota = true;
        await outbox.AppendManyAsync(40);
        await Task.Delay(Settling, TimeProvider.System, Cancelled);
        if (Profile(name).OverQuota is not null)
        {
            Assert.Contains("a quota is exceeded", running.Service.Snapshot.LastRefusal, StringComparison.Ordinal);
        }

        Assert.Equal((40, 0), (outbox.Depth, outbox.SetAsideCount));
        broker.IsOverQuota = false;
        await DrainAsync(running);
        Assert.Equal(Ids(outbox, 1, 40), broker.Distinct(DropOff));
        Assert.Equal((0, 1), (outbox.SetAsideCount, broker.Connects));
    }

    [Theory]
    [MemberData(nameof(Brokers))]
    public async Task Limit_the_connections(string name)
    {
        await using var broker = new ProfileBroker(Profile(name)) { IsOverConnections = true };
        using var folder = new TemporaryFolder();
        await using var outbox = folder.OpenOutbox();
        await outbox.AppendManyAsync(10);
        using var running = RunningService.Start(outbox, broker.Port);
        await running.UntilAsync(static s => s.ConnectAttempts >= 4);
        Assert.Contains(
            Profile(name).OverConnections is null ? "closed the connection before it answered" : "a quota is exceeded",
            running.Service.Snapshot.LastError,
            StringComparison.Ordinal);
        broker.IsOverConnections = false;
        await DrainAsync(running);
        Assert.Equal("5.0", running.Service.Snapshot.Protocol);
        Assert.Equal(Ids(outbox, 1, 10), broker.Distinct(DropOff));
    }

    [Theory]
    [MemberData(nameof(Brokers))]
    public async Task Restart(string name)
    {
        await using var broker = new ProfileBroker(Profile(name));
        using var folder = new TemporaryFolder();
        await using var outbox = folder.OpenOutbox();
        using var running = RunningService.Start(outbox, broker.Port);
        for (var i = 1; i <= 3; i++)
        {
            await running.UntilAsync(s => s.Connected && broker.Connects == i);
            var more = outbox.AppendManyAsync(100);
            await broker.RestartAsync();
            await more;
            await running.UntilAsync(_ => broker.Connects > i);
        }

        await DrainAsync(running);
        Assert.Equal(Ids(outbox, 1, 300), broker.Distinct(DropOff));
        Assert.Equal((0, 0), (outbox.SetAsideCount, running.Service.Snapshot.PausedTopics.Count));
        Assert.Equal(4, broker.Connects);
    }

    /// <summary>Events flow whatever else the broker forbids, the link is up in the end, and no topic is paused.</summary>
    private static async Task EventsFlowAsync(string name, Action<ProfileBroker> forbid, bool presence)
    {
        await using var broker = new ProfileBroker(Profile(name));
        forbid(broker);
        using var folder = new TemporaryFolder();
        await using var outbox = folder.OpenOutbox();
        await outbox.AppendManyAsync(40);
        using var running = RunningService.Start(outbox, broker.Port);
        running.Service.SetState("health", "{}"u8.ToArray());
        running.Service.SetState("inventory", "{}"u8.ToArray());
        await DrainAsync(running);

        // Until it has found out about everything that costs the link; then the link stays, also when something changes.
        var quiet = 0;
        for (var last = 0; quiet < 10; await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System, Cancelled))
        {
            running.Service.PublishTransient("metrics", "{}"u8.ToArray(), TimeSpan.FromSeconds(10));
            running.Service.SetState("health", "{}"u8.ToArray());
            (quiet, last) = last == broker.Connects && running.Service.Snapshot.Connected ? (quiet + 1, last) : (0, broker.Connects);
            Assert.InRange(broker.Connects, 0, 40);
        }

        await outbox.AppendManyAsync(20);
        await DrainAsync(running);
        Assert.Equal(Ids(outbox, 1, 60), broker.Distinct(DropOff));
        Assert.Equal((0, 0), (outbox.SetAsideCount, running.Service.Snapshot.PausedTopics.Count));
        Assert.Equal(presence, broker.Distinct("state/status").Any(static one => one.Contains("online", StringComparison.Ordinal)));
        TestContext.Current.TestOutputHelper?.WriteLine($"{name}: {broker.Connects} links; last error: {running.Service.Snapshot.LastError}; last refusal: {running.Service.Snapshot.LastRefusal}");
    }

    private static Task DrainAsync(RunningService running) => running.UntilAsync(static s => s.Depth == 0);

    private static BrokerProfile Profile(string name) => BrokerProfile.All.Single(profile => profile.Name == name);

    private static IEnumerable<string> Ids(Outbox.Outbox outbox, int first, int last) =>
        Enumerable.Range(first, last - first + 1).Select(number => new EventId(outbox.StoreEpoch, number).ToString());
}
