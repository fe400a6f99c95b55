using StationAgent.Testing;
using Xunit;

namespace StationAgent.Integration.Tests.Faults;

/// <summary>
/// The power goes at any moment: the victim is stopped, its file system shut down without a flush, the victim killed, the file system mounted
/// again. What was not synced by then is lost, as the control with fake syncs shows.
/// </summary>
[Collection("Faults")]
public sealed class PowerCutTests
{
    private const string Fault = "power cut";
    private const long DiskBytes = 1L << 30;
    private const int MostEvents = 200;
    private const int Window = 64;

    private readonly Random _random = FaultPlan.Random(Fault);

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Acknowledged_events_survive_every_power_cut_and_arrive_once_and_in_order()
    {
        await using var broker = await Mosquitto.StartAsync("max_queued_messages 0\nmax_inflight_messages 0");
        await using var consumer = await ReceivedEvents.StartAsync(broker);
        using var disk = Disk.Create(DiskBytes);
        var records = new FaultRecords(disk.Store, disk.Ack, consumer);
        var cuts = FaultPlan.Number("POWER_CUTS", 15);
        for (var cut = 1; cut <= cuts; cut++)
        {
            await CutOneAsync(disk, records, broker.Port, preload: null);
            await records.CheckConsumerAsync();
            if (cut < 100 || cut % 20 == 0)
            {
                records.Check();
            }

            FaultPlan.ReportProgress(Fault, cut, cuts, () => $"{records.Acknowledged.Length} events");
        }

        var stored = await records.CheckEndAsync(broker.Port);
        FaultPlan.Report(
            Fault,
            $"{cuts} cuts, {records.Acknowledged.Ids().Count} events acknowledged, {stored.Count} stored, 0 lost, 0 doubled by id, 0 out of order; " +
            $"{consumer.Duplicates} sent again, {records.WorstDuplicates} at most after one cut");
    }

    [Fact]
    public async Task With_fake_syncs_a_power_cut_loses_acknowledged_events()
    {
        using var disk = Disk.Create(DiskBytes);
        var records = new FaultRecords(disk.Store, disk.Ack, consumer: null);
        var library = LyingSyncs.Compile(Path.GetDirectoryName(disk.Ack)!);
        await CutOneAsync(disk, records, port: null, library);
        var (acknowledged, stored) = (records.Acknowledged.Ids().Count, CountStored(disk.Store));
        FaultPlan.Report(Fault, $"control: with fake syncs {acknowledged} events were acknowledged and {stored} are left");
        Assert.True(stored < acknowledged, "nothing was lost although no sync was done: the cuts above prove nothing");
    }

    private async Task CutOneAsync(Disk disk, FaultRecords records, int? port, string? preload)
    {
        var acknowledged = records.Acknowledged.Length;
        var batch = _random.Next(3) switch { 0 => 1, 1 => 8, _ => 32 };
        var setting = new VictimSetting { Preload = preload };
        await using var victim = port is { } broker && _random.Next(2) == 0
            ? Victim.Drain(disk.Store, broker, Window, disk.Ack, MostEvents, batch, setting)
            : Victim.Enqueue(disk.Store, disk.Ack, MostEvents, batch, setting);
        var after = 1 + _random.Next(MostEvents - 1);
        while (!victim.HasExited && records.Acknowledged.Length - acknowledged < after)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(1), TimeProvider.System, Cancelled);
        }

        await victim.StopAsync();
        disk.CutPower();
        await victim.KillAsync();
        await disk.RestartAsync();
    }

    private static long CountStored(string store)
    {
        try
        {
            return StoredEvents.Read(store).Count;
        }
        catch (Exception exception) when (exception is Telemetry.Outbox.OutboxException or Xunit.Sdk.XunitException)
        {
            // Not even a store is left, or one with a hole.
            return 0;
        }
    }
}
