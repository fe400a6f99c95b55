using Microsoft.Extensions.Logging.Abstractions;
using StationAgent.Telemetry.Outbox;
using StationAgent.Telemetry.Outbox.Salvage;
using StationAgent.Testing;
using Xunit;

namespace StationAgent.Telemetry.Tests;

/// <summary>A damaged store on a disk that has no room for a second one.</summary>
public sealed class SalvageDiskTests
{
    // Delivered events stay in the damaged file: they must not use the last room of a disk.
    private static readonly int DeliveredEvents =
        Enumerable.Range(1, DamagedStore.Events).Count(number => DamagedStore.StateOf(number) == EventState.Delivered);

    [Fact]
    public async Task A_salvage_moves_nothing_on_a_full_disk_and_copies_pending_events_with_some_room()
    {
        using var disk = new SmallDisk("8m");
        using var store = await DamagedStore.MakeAsync(running: false);
        await Open(disk).DisposeAsync();
        var file = Path.Combine(disk.Store, "outbox.db");
        foreach (var path in Directory.GetFiles(store.Folder.Path))
        {
            File.Copy(path, Path.Combine(disk.Store, Path.GetFileName(path)), overwrite: true);
        }

        using (var database = File.OpenWrite(file))
        {
            database.Write(new byte[100]);
        }

        var before = await File.ReadAllBytesAsync(file, TestContext.Current.CancellationToken);
        disk.Fill();

        var refused = Assert.Throws<OutboxException>(() => Open(disk));

        Assert.Equal(OutboxFailure.Full, refused.Kind);
        Assert.Contains("damaged", refused.Message, StringComparison.Ordinal);
        Assert.Equal(before, await File.ReadAllBytesAsync(file, TestContext.Current.CancellationToken));
        Assert.Empty(Directory.GetDirectories(disk.Store));
        Assert.False(File.Exists(Path.Combine(disk.Store, Quarantine.BuildingName)));

        disk.MakeRoom();
        await using var outbox = Open(disk);
        using var reader = OutboxReader.Open(disk.Store);
        Assert.Equal(DamagedStore.Events, reader.List(new OutboxQuery { Limit = 1000 }).Count(row => row.State != EventState.Delivered) + DeliveredEvents);
    }

    private static Outbox.Outbox Open(SmallDisk disk) =>
        Outbox.Outbox.Open(disk.Store, new OutboxOptions(), TimeProvider.System, NullLogger.Instance);
}
