using System.Text.Json;
using StationAgent.Testing;
using Xunit;

namespace StationAgent.Integration.Tests;

/// <summary>The service with simulated sensors against a real broker, seen by an independent subscriber.</summary>
public sealed class RunTests
{
    [Fact]
    public async Task Birth_events_and_will_arrive_and_after_kill_and_outage_nothing_is_missing()
    {
        await using var broker = await Mosquitto.StartAsync();
        await using var subscriber = await MosquittoSubscriber.StartAsync(broker, "sa/v1/corner-shop/device-7/#", persistentId: "backend");
        using var station = new StationFolder(broker);

        await using (var first = station.Run())
        {
            await subscriber.WaitForAsync(all => Statuses(all).Contains("online"), "the birth");
            await subscriber.WaitForAsync(all => all.Count(IsEvent) >= 2, "two events");
            await first.KillAsync();
        }

        await subscriber.WaitForAsync(all => Statuses(all) is [.., "offline"], "the will");

        await broker.StopAsync();
        var before = (await station.StoredIdsAsync()).Count;
        await using (var second = station.Run())
        {
            while ((await station.StoredIdsAsync()).Count < before + 2)
            {
                TestContext.Current.CancellationToken.ThrowIfCancellationRequested();
            }

            await second.KillAsync();
        }

        await broker.StartAgainAsync();
        await using var third = station.Run();
        await subscriber.WaitForAsync(all => Statuses(all) is [.., "online"], "the birth of the third start");
        await subscriber.WaitForAsync(_ => StationFolder.ReceivedIds(subscriber).Count >= before + 2, "everything stored before the last start");
        third.Terminate();
        Assert.Equal(0, await third.WaitForExitAsync(TimeSpan.FromMinutes(3)));
        await subscriber.WaitForAsync(all => Statuses(all) is [.., "stopped"], "the clean end");

        // What the last start stored at its very end may still be pending; all before it has arrived, and must be in its place.
        var stored = await station.StoredIdsAsync();
        var received = StationFolder.ReceivedIds(subscriber);
        Assert.Equal(stored.Take(received.Count), received);
        Assert.Equal(Sessions(subscriber.Received).Distinct().Order(), Sessions(subscriber.Received).Distinct());
    }

    [Fact]
    public async Task A_broker_killed_and_restarted_in_the_middle_of_a_run_costs_nothing()
    {
        await using var broker = await Mosquitto.StartAsync();
        await using var subscriber = await MosquittoSubscriber.StartAsync(broker, "sa/v1/corner-shop/device-7/#", persistentId: "backend");
        using var station = new StationFolder(broker);
        await using var agent = station.Run();
        await subscriber.WaitForAsync(all => all.Any(IsEvent), "an event");

        await broker.StopAsync();
        var before = StationFolder.ReceivedIds(subscriber).Count;
        while ((await station.StoredIdsAsync()).Count < before + 1)
        {
            TestContext.Current.CancellationToken.ThrowIfCancellationRequested();
        }

        await broker.StartAgainAsync();
        await subscriber.WaitForAsync(all => all.Count(IsEvent) >= before + 2, "events after the outage");
        var received = StationFolder.ReceivedIds(subscriber);
        Assert.Equal((await station.StoredIdsAsync()).Take(received.Count), received);
    }

    [Fact]
    public async Task A_silent_scale_and_broken_frames_are_reported_by_health_and_pass()
    {
        await using var broker = await Mosquitto.StartAsync();
        await using var subscriber = await MosquittoSubscriber.StartAsync(broker, "sa/v1/corner-shop/device-7/#");
        using var station = new StationFolder(
            broker, simulation: """, "Faults": "scale-silent@8..14, camera-garbage@20..24, camera-oversized@30..34" """);
        await using var agent = station.Run();

        await HealthAsync(subscriber, "scale", "delivered nothing");
        await HealthAsync(subscriber, "camera", "not a JPEG");
        await HealthAsync(subscriber, "camera", "65000");
        await subscriber.WaitForAsync(
            all => StationFolder.NewestHealth(all) is { } health
                && health.GetProperty("camera").GetProperty("state").GetString() == "ok"
                && health.GetProperty("status").GetString() != "out_of_service",
            "a station that is in service again");
        await subscriber.WaitForAsync(all => all.Count(one => one.Topic.EndsWith("/evt/alarm", StringComparison.Ordinal)) == 2, "one alarm a cause");
        agent.Terminate();
        Assert.Equal(0, await agent.WaitForExitAsync(TimeSpan.FromMinutes(3)));
    }

    private static Task HealthAsync(MosquittoSubscriber subscriber, string part, string detail) => subscriber.WaitForAsync(
        all => all.Any(one => one.Topic.EndsWith("/state/health", StringComparison.Ordinal)
            && JsonDocument.Parse(one.Payload).RootElement is var health
            && health.GetProperty(part).GetProperty("state").GetString() == "failed"
            && health.GetProperty(part).GetProperty("detail").GetString()!.Contains(detail, StringComparison.Ordinal)
            && health.GetProperty("status").GetString() == "out_of_service"),
        $"a failed {part}: {detail}");

    private static bool IsEvent((string Topic, string Payload) one) => one.Topic.EndsWith("/evt/dropoff", StringComparison.Ordinal);

    private static List<string> Statuses(IReadOnlyList<(string Topic, string Payload)> received) =>
        [.. received.Where(IsStatus).Select(one => JsonDocument.Parse(one.Payload).RootElement.GetProperty("status").GetString()!)];

    private static IEnumerable<long> Sessions(IReadOnlyList<(string Topic, string Payload)> received) =>
        received.Where(IsStatus).Select(one => JsonDocument.Parse(one.Payload).RootElement.GetProperty("session").GetInt64());

    private static bool IsStatus((string Topic, string Payload) one) => one.Topic.EndsWith("/state/status", StringComparison.Ordinal);
}
