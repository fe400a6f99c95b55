using System.Text;
using StationAgent.Telemetry.Outbox;
using StationAgent.Testing;
using Xunit;

namespace StationAgent.Telemetry.Tests;

/// <summary>
/// A broker that has acknowledged events for an absent backend and is killed before it has stored them: only the device still has them.
/// </summary>
public sealed class BrokerLossTests
{
    private const int Count = 100;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task With_receipts_nothing_is_lost_end_to_end()
    {
        await using var broker = await Mosquitto.StartAsync();
        using var folder = new TemporaryFolder();
        await using var outbox = folder.OpenOutbox();
        await using var backend = await Backend.ConnectAsync(broker.Port, confirms: true);
        await backend.LeaveAsync();
        using var running = RunningService.Start(outbox, broker.Port, options =>
        {
            options.Receipts = true;
            options.ReceiptTimeout = TimeSpan.FromSeconds(1);
        });
        var ids = await AppendAsync(outbox);
        await running.UntilAsync(s => s.AwaitingReceipt == Count);

        await LoseAsync(broker, backend);
        await running.Service.WhenDrainedAsync(Cancelled);

        Assert.Equal(ids, backend.Events.Distinct().Order(StringComparer.Ordinal));
        Assert.Equal(0, outbox.Depth);
        Assert.Equal(0, running.Service.Snapshot.AwaitingReceipt);
    }

    [Fact]
    public async Task Without_receipts_a_replay_brings_back_what_the_broker_lost()
    {
        await using var broker = await Mosquitto.StartAsync();
        using var folder = new TemporaryFolder();
        await using var outbox = folder.OpenOutbox();
        await using var backend = await Backend.ConnectAsync(broker.Port, confirms: false);
        await backend.LeaveAsync();
        using var running = RunningService.Start(outbox, broker.Port, options => options.ReplayRate = 1_000);
        var ids = await AppendAsync(outbox);
        await running.Service.WhenDrainedAsync(Cancelled);

        await LoseAsync(broker, backend);
        await running.UntilAsync(s => s is { Connected: true, Session: >= 2 });
        Assert.Empty(backend.Events);
        await backend.PublishAsync("cmd/replay", $$"""{"storeepoch":"{{outbox.StoreEpoch}}","from":1,"to":{{Count}}}""");
        await running.UntilAsync(s => s.Replayed == Count && backend.Events.Count >= Count);

        Assert.Equal(ids, backend.Events);
    }

    private static async Task LoseAsync(Mosquitto broker, Backend backend)
    {
        await broker.KillAsync();
        await broker.StartAgainAsync();
        await backend.ConnectAsync();
    }

    private static async Task<List<string>> AppendAsync(Outbox.Outbox outbox)
    {
        var ids = new List<string>();
        for (var i = 0; i < Count; i++)
        {
            var id = await outbox.AppendAsync("evt/dropoff", EventClass.DropOff, static id => Encoding.UTF8.GetBytes(id.ToString()), Cancelled);
            ids.Add(id.ToString());
        }

        return ids;
    }
}
