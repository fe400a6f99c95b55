using System.Diagnostics;
using StationAgent.Testing;
using Xunit;

namespace StationAgent.Integration.Tests.Faults;

/// <summary>kill -9 at any moment, on one store again and again.</summary>
[Collection("Faults")]
public sealed class KillTests
{
    private const string Fault = "kill";
    private const int MostEvents = 300;
    private const int MostStartMs = 500;
    private const int Window = 64;

    private readonly Random _random = FaultPlan.Random(Fault);

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Acknowledged_events_survive_every_kill_and_arrive_once_and_in_order()
    {
        await using var broker = await Mosquitto.StartAsync("max_queued_messages 0\nmax_inflight_messages 0");
        await using var consumer = await ReceivedEvents.StartAsync(broker);
        using var folder = new FaultFolder();
        var records = new FaultRecords(folder.Store, folder.Ack, consumer);
        var cycles = FaultPlan.Number("KILLS", 40);
        for (var cycle = 1; cycle <= cycles; cycle++)
        {
            await KillOneAsync(records, broker.Port, consumer);
            await records.CheckConsumerAsync();

            // A store of a long run takes a second to read.
            if (cycle < 100 || cycle % 20 == 0 || cycle == cycles)
            {
                records.Check();
            }

            FaultPlan.ReportProgress(Fault, cycle, cycles, () => $"{records.Acknowledged.Length} events");
        }

        var stored = await records.CheckEndAsync(broker.Port);
        FaultPlan.Report(
            Fault,
            $"{cycles} kills, {records.Acknowledged.Ids().Count} events acknowledged, {stored.Count} stored, 0 lost, 0 doubled by id, 0 out of order; " +
            $"{consumer.Duplicates} sent again, {records.WorstDuplicates} at most after one kill");
    }

    private async Task KillOneAsync(FaultRecords records, int port, ReceivedEvents consumer)
    {
        var (acknowledged, received) = (records.Acknowledged.Length, consumer.Count + consumer.Duplicates);
        var drains = _random.Next(2) == 0;
        var batch = _random.Next(3) switch { 0 => 1, 1 => 8, _ => 32 };
        await using var victim = drains
            ? Victim.Drain(records.Store, port, Window, records.Acknowledged.Path, _random.Next(2) * MostEvents, batch)
            : Victim.Enqueue(records.Store, records.Acknowledged.Path, MostEvents, batch);

        // Most die at work, some while they start, open or connect.
        var atWork = _random.Next(5) > 0;
        var after = _random.Next(MostEvents);
        var limit = TimeSpan.FromMilliseconds(atWork ? 2 * MostStartMs : _random.Next(MostStartMs));
        var waited = Stopwatch.StartNew();
        while (!victim.HasExited && waited.Elapsed < limit)
        {
            var done = drains ? consumer.Count + consumer.Duplicates - received : records.Acknowledged.Length - acknowledged;
            if (atWork && done > after)
            {
                break;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(1), TimeProvider.System, Cancelled);
        }

        await victim.KillAsync();
    }
}
