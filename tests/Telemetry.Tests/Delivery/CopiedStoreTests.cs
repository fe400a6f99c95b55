using System.Collections.Concurrent;
using StationAgent.Testing;
using Xunit;

namespace StationAgent.Telemetry.Tests;

/// <summary>A card that is restored from an image, over real links to a broker that retains messages.</summary>
public sealed class CopiedStoreTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    /// <summary>Also when drop-offs were stored before the first link after the restoration, whose numbers are given a second time.</summary>
    [Theory]
    [InlineData(0)]
    [InlineData(6)]
    public async Task No_number_is_sent_with_two_contents_and_nothing_is_lost(int offline)
    {
        await using var broker = await Mosquitto.StartAsync();
        await using var backend = await OtherClient.StartAsync(broker.Port, topic: "evt/#");
        using var card = new TemporaryFolder();
        var tokens = new Tokens();
        await RunAsync(card, broker, tokens, 3);
        using var image = card.Snapshot();
        await RunAsync(card, broker, tokens, 4);
        if (offline > 0)
        {
            // The restored card stores events in a run without a broker.
            await using var alone = image.OpenOutbox(tokens.Options);
            for (var i = 0; i < offline; i++)
            {
                await tokens.AppendAsync(alone);
            }
        }

        var epoch = await RunAsync(image, broker, tokens, 5);

        await BackendTests.UntilAsync(() => backend.Payloads("evt/dropoff").Distinct(StringComparer.Ordinal).Count() >= 3 + 4 + offline + 5);
        var contents = new ConcurrentDictionary<string, string>(StringComparer.Ordinal);
        var drops = new HashSet<string>(StringComparer.Ordinal);
        foreach (var payload in backend.Payloads("evt/dropoff"))
        {
            var (token, id) = (payload.Split(' ')[0], payload.Split(' ')[1]);
            Assert.Equal(token, contents.GetOrAdd(id, token));
            drops.Add(token);
        }

        Assert.Equal(3 + 4 + offline + 5, drops.Count);
        Assert.Equal(drops.Count, contents.Count);
        Assert.NotEqual(epoch.Before, epoch.After);
    }

    /// <summary>The agent of the original goes on in its epoch, whatever the copy does.</summary>
    [Fact]
    public async Task A_store_that_was_not_copied_keeps_its_epoch_over_many_runs()
    {
        await using var broker = await Mosquitto.StartAsync();
        using var card = new TemporaryFolder();
        var tokens = new Tokens();
        for (var run = 0; run < 4; run++)
        {
            var epoch = await RunAsync(card, broker, tokens, 2);
            Assert.Equal(epoch.Before, epoch.After);
        }
    }

    [Fact]
    public async Task A_receipt_for_numbers_that_were_never_given_begins_an_epoch_and_only_one()
    {
        await using var broker = await Mosquitto.StartAsync();
        await using var backend = await OtherClient.StartAsync(broker.Port, topic: "evt/#");
        using var card = new TemporaryFolder();
        await using var outbox = card.OpenOutbox(new Tokens().Options);
        var before = outbox.StoreEpoch;
        using var running = RunningService.Start(outbox, broker.Port, static options => options.Receipts = true);
        await running.UntilAsync(static s => s.Connected);

        await BackendTests.UntilAsync(() =>
        {
            backend.SendAsync("receipt", $$"""{"storeepoch":"{{before}}","upTo":900}""").Wait(TimeSpan.FromSeconds(10));
            return outbox.StoreEpoch != before;
        });
        var after = outbox.StoreEpoch;
        var id = await outbox.AppendAsync();
        await BackendTests.UntilAsync(() => backend.Payloads("evt/dropoff").Any(one => one == id.ToString()));
        for (var i = 0; i < 5; i++)
        {
            await backend.SendAsync("receipt", $$"""{"storeepoch":"{{after}}","upTo":{{5_000 + i}}}""");
        }

        // Receipts are handled in their order: when this one is, so are those before.
        await backend.SendAsync("receipt", $$"""{"ids":["{{id}}"]}""");
        await running.UntilAsync(static s => s.Delivered > 0);
        Assert.Equal(after, outbox.StoreEpoch);
    }

    private static async Task<(string Before, string After)> RunAsync(TemporaryFolder card, Mosquitto broker, Tokens tokens, int count)
    {
        await using var outbox = card.OpenOutbox(tokens.Options);
        var before = outbox.StoreEpoch;
        using var running = RunningService.Start(outbox, broker.Port);
        await running.UntilAsync(static s => s.Connected);
        for (var i = 0; i < count; i++)
        {
            await tokens.AppendAsync(outbox);
        }

        await running.Service.WhenDrainedAsync(Cancelled);
        await running.StopAsync();
        return (before, outbox.StoreEpoch);
    }
}
