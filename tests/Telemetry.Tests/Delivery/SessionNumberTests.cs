using Microsoft.Extensions.Logging.Abstractions;
using StationAgent.Telemetry.Outbox;
using StationAgent.Testing;
using Xunit;

namespace StationAgent.Telemetry.Tests;

/// <summary>A store that cannot be written does not prevent connecting, and no session number is given twice.</summary>
public sealed class SessionNumberTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Session_numbers_keep_increasing_while_and_after_the_store_is_full()
    {
        await using var broker = await Mosquitto.StartAsync();
        await using var line = new Line(broker.Port);
        using var disk = new SmallDisk("8m");
        var seen = new List<long>();
        await using (var outbox = Open(disk))
        {
            using var running = RunningService.Start(outbox, line.Port);
            await running.UntilAsync(s => s.Connected);
            Assert.Equal(1, running.Service.Snapshot.Session);
            await ConnectAgainAsync(running, line, seen, connects: 2);

            var unwritten = 0;
            // On a busy machine the store may free a page in the moment before the link is up.
            for (var i = 0; i < 3 || (unwritten == 0 && i < 30); i++)
            {
                line.Cut();
                disk.Fill();
                await UntilFullAsync(outbox);
                disk.Fill();
                await ConnectAgainAsync(running, line, seen, connects: 1);
                unwritten += outbox.LastSession < seen[^1] ? 1 : 0;
            }

            Assert.True(unwritten > 0, "the store could always be written: nothing was tested");

            disk.MakeRoom();
            await outbox.ProbeAsync(Cancelled);
            await ConnectAgainAsync(running, line, seen, connects: 2);
        }

        Assert.Equal(seen.Order().Distinct(), seen);
        await using var reopened = Open(disk);
        Assert.True(await reopened.NextSessionAsync(Cancelled) > seen[^1]);
    }

    private static Outbox.Outbox Open(SmallDisk disk) =>
        Outbox.Outbox.Open(disk.Store, new OutboxOptions { ReserveBytes = 0 }, TimeProvider.System, NullLogger.Instance);

    private static async Task ConnectAgainAsync(RunningService running, Line line, List<long> seen, int connects)
    {
        for (var i = 0; i < connects; i++)
        {
            line.Cut();
            await running.UntilAsync(s => !s.Connected);
            line.Mend();
            await running.UntilAsync(s => s.Connected);
            seen.Add(running.Service.Snapshot.Session);
        }
    }

    // The WAL still has room.
    private static async Task UntilFullAsync(Outbox.Outbox outbox)
    {
        while (true)
        {
            try
            {
                await outbox.NextSessionAsync(Cancelled);
                await outbox.AppendAsync("evt/dropoff", EventClass.DropOff, static _ => new byte[10_000], Cancelled);
            }
            catch (OutboxException exception) when (exception.Kind == OutboxFailure.Full)
            {
                break;
            }
        }

        while (true)
        {
            try
            {
                await outbox.NextSessionAsync(Cancelled);
            }
            catch (OutboxException)
            {
                return;
            }
        }
    }
}
