using System.Diagnostics;
using StationAgent.Testing;
using Xunit;

namespace StationAgent.Integration.Tests;

/// <summary>However the service is asked to end and whatever hangs meanwhile, it ends by itself inside the time that its unit gives it.</summary>
public sealed class CleanEndTests
{
    private const string Topics = "sa/v1/corner-shop/device-7/#";

    // Of deploy/station-agent.service; then systemd kills the service.
    private static readonly TimeSpan StopTimeout = TimeSpan.FromSeconds(20);

    // How long a wait may be on a machine that is busy eight times over.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(4);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("TERM")]
    [InlineData("INT")]
    [InlineData("HUP")]
    [InlineData("QUIT")]
    [InlineData("TERM TERM TERM")]
    [InlineData("INT TERM")]
    public async Task Every_signal_that_ends_a_service_ends_it_cleanly(string signals)
    {
        await using var broker = await Mosquitto.StartAsync();
        await using var subscriber = await MosquittoSubscriber.StartAsync(broker, Topics);
        using var station = new StationFolder(broker);
        await using var agent = station.Run();
        await subscriber.WaitForAsync(static all => all.Any(IsEvent), "an event");

        foreach (var signal in signals.Split(' '))
        {
            agent.Signal(signal);
        }

        Assert.Equal(0, await agent.WaitForExitAsync(Patience));
        await subscriber.WaitForAsync(static all => Presence(all) is [.., "stopped"], "the clean end");
        AssertClosed(station.Data);
    }

    /// <summary>Also in the last moment, when nothing is left but to leave.</summary>
    [Fact]
    public async Task Signals_that_go_on_to_the_very_end_do_not_change_how_it_ends()
    {
        using var station = new StationFolder(Mosquitto.FreePort());
        await using var agent = station.Run();
        await agent.WaitForLineAsync("Application started");
        var ended = agent.WaitForExitAsync(Patience);
        while (!ended.IsCompleted)
        {
            agent.Signal("TERM");
            await Task.Yield();
        }

        Assert.Equal(0, await ended);
        AssertClosed(station.Data);
    }

    [Fact]
    public async Task While_it_starts_it_ends_cleanly_too()
    {
        using var station = new StationFolder(Mosquitto.FreePort());
        await using var agent = station.Run();

        // It loads its model: the program has begun, and the service has not.
        while (!File.ReadLines($"/proc/{agent.Id}/maps").Any(static line => line.Contains("libonnxruntime", StringComparison.Ordinal)))
        {
            await Task.Yield();
        }

        agent.Terminate();
        Assert.Equal(0, await agent.WaitForExitAsync(Patience));
    }

    [Fact]
    public async Task Without_a_broker_it_ends_cleanly()
    {
        using var station = new StationFolder(Mosquitto.FreePort());
        await using var agent = station.Run();
        await agent.WaitForLineAsync("Application started");
        agent.Terminate();
        Assert.Equal(0, await agent.WaitForExitAsync(Patience));
        AssertClosed(station.Data);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_broker_that_hangs_does_not_keep_it(bool withEvents)
    {
        await using var broker = await Mosquitto.StartAsync();
        await using var subscriber = await MosquittoSubscriber.StartAsync(broker, Topics);
        using var station = new StationFolder(broker);
        await using var agent = station.Run();
        await subscriber.WaitForAsync(static all => Presence(all) is [.., "online"], "the birth");
        await broker.FreezeAsync();
        if (withEvents)
        {
            await WhenStoredAsync(station, await station.StoredIdsAsync());
        }

        var end = Stopwatch.StartNew();
        agent.Terminate();
        Assert.Equal(0, await agent.WaitForExitAsync(Patience));
        Assert.True(end.Elapsed < StopTimeout, $"it took {end.Elapsed}");
        AssertClosed(station.Data);

        // It reads the goodbye, or finds the connection broken before it has read it and publishes the will.
        await broker.ThawAsync();
        await subscriber.WaitForAsync(static all => Presence(all) is [.., "stopped" or "offline"], "an end of the presence");
    }

    [Fact]
    public async Task A_slow_disk_does_not_cut_the_end_off()
    {
        await using var broker = await Mosquitto.StartAsync();
        await using var subscriber = await MosquittoSubscriber.StartAsync(broker, Topics);
        using var station = new StationFolder(broker);
        await using var agent = station.Run();
        await subscriber.WaitForAsync(static all => all.Any(IsEvent), "an event");
        await using var slow = await SlowSyncs.AttachAsync(agent.Id, TimeSpan.FromSeconds(1));

        agent.Terminate();
        Assert.Equal(0, await agent.WaitForExitAsync(Patience));
        await subscriber.WaitForAsync(static all => Presence(all) is [.., "stopped"], "the clean end");
        AssertClosed(station.Data);
    }

    [Fact]
    public async Task An_end_that_takes_too_long_says_what_it_waited_for()
    {
        await using var broker = await Mosquitto.StartAsync();
        await using var subscriber = await MosquittoSubscriber.StartAsync(broker, Topics);
        using var station = new StationFolder(broker);
        await using var agent = station.Run();
        await subscriber.WaitForAsync(static all => all.Any(IsEvent), "an event");
        await using (await SlowSyncs.AttachAsync(agent.Id, TimeSpan.FromMinutes(10)))
        {
            agent.Terminate();
            await agent.WaitForErrorAsync("the service has not ended within 17 s; it was still waiting for the store to close.");
        }

        // strace has held the thread that syncs.
        Assert.Equal(1, await agent.WaitForExitAsync(Patience));

        // The disk has failed, not the broker.
        await subscriber.WaitForAsync(static all => Presence(all) is [.., "stopped"], "the clean end");
    }

    private static async Task WhenStoredAsync(StationFolder station, List<string> before)
    {
        while ((await station.StoredIdsAsync()).Count <= before.Count)
        {
            Cancellation.ThrowIfCancellationRequested();
        }
    }

    // SQLite removes its log when the last connection closes in order.
    private static void AssertClosed(string data) => Assert.False(File.Exists(Path.Combine(data, "outbox.db-wal")), "the store was not closed");

    private static bool IsEvent((string Topic, string Payload) one) => one.Topic.EndsWith("/evt/dropoff", StringComparison.Ordinal);

    private static List<string> Presence(IReadOnlyList<(string Topic, string Payload)> all) =>
    [
        .. all.Where(static one => one.Topic.EndsWith("/state/status", StringComparison.Ordinal))
            .Select(static one => System.Text.Json.JsonDocument.Parse(one.Payload).RootElement.GetProperty("status").GetString()!),
    ];
}
