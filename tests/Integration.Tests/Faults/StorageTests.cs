using System.Diagnostics;
using Microsoft.Extensions.Logging.Abstractions;
using StationAgent.Benchmarks.Links;
using StationAgent.Benchmarks.Store;
using StationAgent.Telemetry.Outbox;
using StationAgent.Testing;
using Xunit;

namespace StationAgent.Integration.Tests.Faults;

/// <summary>Disks that accept no more data: stored events are still sent, the refusal names its cause, and free space or a repair ends it.</summary>
[Collection("Faults")]
public sealed class StorageTests
{
    private const string Fault = "storage";
    private const string Device = "benchmark-1";
    private const int Window = 64;
    private static readonly TimeSpan NoticeWithin = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan BackWithin = TimeSpan.FromSeconds(10);

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_full_disk_refuses_appends_but_still_sends_and_recovers_once_there_is_room()
    {
        await using var broker = await Mosquitto.StartAsync("max_queued_messages 0\nmax_inflight_messages 0");
        await using var consumer = await ReceivedEvents.StartAsync(broker);
        using var folder = new FaultFolder();
        using var disk = new SmallDisk("4m");
        var records = new FaultRecords(disk.Store, folder.Ack, consumer);
        using (var acknowledged = new AckFile(folder.Ack))
        await using (var outbox = Open(disk.Store))
        {
            var appends = new OutboxAppends(outbox, inFlight: 8, acknowledged);
            await appends.RunAsync(100, durations: null, Cancelled);
            disk.Fill();
            var refused = await Assert.ThrowsAsync<OutboxException>(() => appends.RunAsync(5000, durations: null, Cancelled));
            Assert.Equal(OutboxFailure.Full, refused.Kind);
            Assert.Equal(OutboxFailure.Full, outbox.Fault?.Kind);

            await using (var drain = new Drain(outbox, Device, broker.Port, Window))
            {
                await consumer.UntilAsync(() => drain.IsEmpty, "all that is stored, from a full disk");
            }

            await Assert.ThrowsAsync<OutboxException>(() => appends.RunAsync(1000, durations: null, Cancelled));
            disk.MakeRoom();
            await BackInServiceAsync(outbox);
            await appends.RunAsync(50, durations: null, Cancelled);
        }

        var stored = records.Check();
        Assert.Equal(stored.Count - 50, stored.Delivered);
        await records.CheckEndAsync(broker.Port);
        Assert.Equal(0, consumer.Duplicates);
        FaultPlan.Report(Fault, $"full disk: {stored.Count} events stored, all received once");
    }

    [Fact]
    public async Task A_read_only_file_system_and_its_repair_are_reported_within_five_seconds()
    {
        await using var broker = await Mosquitto.StartAsync("max_queued_messages 0\nmax_inflight_messages 0");
        await using var consumer = await ReceivedEvents.StartAsync(broker);
        using var disk = Disk.Create(64 << 20);
        var records = new FaultRecords(disk.Store, disk.Ack, consumer);
        TimeSpan noticed;
        using (var acknowledged = new AckFile(disk.Ack))
        await using (var outbox = Open(disk.Store))
        {
            var appends = new OutboxAppends(outbox, inFlight: 8, acknowledged);
            await appends.RunAsync(100, durations: null, Cancelled);
            disk.FailToReadOnly();
            var begun = Stopwatch.StartNew();

            // SQLite calls the failed write an I/O error; what the disk has become shows when the store is opened again, at once.
            await Assert.ThrowsAsync<OutboxException>(() => appends.RunAsync(1, durations: null, Cancelled));
            Assert.Equal(OutboxFailure.ReadOnly, outbox.Fault?.Kind);
            noticed = begun.Elapsed;
            Assert.InRange(noticed, TimeSpan.Zero, NoticeWithin);
            var refused = await Assert.ThrowsAsync<OutboxException>(() => appends.RunAsync(1, durations: null, Cancelled));
            Assert.Equal(OutboxFailure.ReadOnly, refused.Kind);

            await using (var drain = new Drain(outbox, Device, broker.Port, Window))
            {
                await consumer.UntilAsync(() => drain.IsEmpty, "all that is stored, from a read-only disk");
            }

            disk.Repair();
            await BackInServiceAsync(outbox);
            await appends.RunAsync(50, durations: null, Cancelled);
        }

        var stored = records.Check();
        Assert.Equal(stored.Count - 50, stored.Delivered);
        await records.CheckEndAsync(broker.Port);
        Assert.Equal(0, consumer.Duplicates);
        FaultPlan.Report(Fault, $"read-only disk: reported after {noticed.TotalMilliseconds:0} ms, {stored.Count} events stored, all received once");
    }

    private static Outbox Open(string store) => Outbox.Open(store, new OutboxOptions(), TimeProvider.System, NullLogger.Instance);

    private static async Task BackInServiceAsync(Outbox outbox)
    {
        var waited = Stopwatch.StartNew();
        while (true)
        {
            try
            {
                await outbox.ProbeAsync(Cancelled);
                Assert.Null(outbox.Fault);
                return;
            }
            catch (OutboxException) when (waited.Elapsed < BackWithin)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System, Cancelled);
            }
        }
    }
}
