using StationAgent.Testing;
using StationAgent.Testing.Mqtt;
using Xunit;

namespace StationAgent.Telemetry.Tests.Delivery;

/// <summary>How a link ends when the service does.</summary>
public sealed class GoodbyeTests
{
    private const string Presence = "sa/v1/teststation/dev1/state/status";

    [Fact]
    public async Task It_fits_into_what_the_broker_takes_at_once_although_events_are_unanswered()
    {
        await using var broker = await Mosquitto.StartAsync();
        await using var subscriber = await MosquittoSubscriber.StartAsync(broker, Presence);
        await using var proxy = new ChaosProxy(broker.Port)
        {
            ReceiveMaximum = 2,
            Swallow = static topic => topic.EndsWith("evt/dropoff", StringComparison.Ordinal),
        };
        using var folder = new TemporaryFolder();
        await using var outbox = folder.OpenOutbox();
        using var running = RunningService.Start(outbox, proxy.Port);
        await outbox.AppendManyAsync(5);
        await running.UntilAsync(static s => s.InFlight == 2);
        await running.StopAsync();

        Assert.Equal(2, proxy.MostInFlight);
        await subscriber.WaitForAsync(static all => all is [.., { Payload: var last }] && last.Contains("\"stopped\"", StringComparison.Ordinal), "the goodbye");
        Assert.DoesNotContain(subscriber.Received, static one => one.Payload.Contains("\"offline\"", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_session_that_was_only_beginning_gets_it_too()
    {
        await using var broker = await Mosquitto.StartAsync();
        await using var subscriber = await MosquittoSubscriber.StartAsync(broker, Presence);
        await using var proxy = new ChaosProxy(broker.Port);

        // The birth has gone out; the answer to what follows never comes.
        var subscribing = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        proxy.SwallowSubscription = filter => filter.EndsWith("cmd/replay", StringComparison.Ordinal) && subscribing.TrySetResult();
        using var folder = new TemporaryFolder();
        await using var outbox = folder.OpenOutbox();
        using var running = RunningService.Start(outbox, proxy.Port);
        await subscribing.Task.WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);
        await running.StopAsync();

        await subscriber.WaitForAsync(static all => all is [.., { Payload: var last }] && last.Contains("\"stopped\"", StringComparison.Ordinal), "the goodbye");
    }

    /// <summary>What the broker holds may show at the next connect that another copy of the store has spoken.</summary>
    [Fact]
    public async Task A_session_that_has_said_nothing_leaves_what_the_broker_holds()
    {
        await using var broker = await Mosquitto.StartAsync();
        using var folder = new TemporaryFolder();
        await using var outbox = folder.OpenOutbox();
        var before = outbox.StoreEpoch;
        await using (var other = await OtherClient.StartAsync(broker.Port))
        {
            await other.SendAsync("state/status", $$"""{"status":"online","session":900,"storeepoch":"{{before}}"}""", retain: true);
        }

        await using var proxy = new ChaosProxy(broker.Port);
        var subscribing = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        proxy.SwallowSubscription = _ => subscribing.TrySetResult();
        using (var running = RunningService.Start(outbox, proxy.Port))
        {
            await subscribing.Task.WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);
            await running.StopAsync();
        }

        await using var later = await OtherClient.StartAsync(broker.Port, topic: "state/#");
        await BackendTests.UntilAsync(() => !later.Received.IsEmpty);
        Assert.Contains("900", Assert.Single(later.Received).Payload, StringComparison.Ordinal);
    }
}
