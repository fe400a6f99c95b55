using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using StationAgent.Telemetry.Outbox;
using StationAgent.Telemetry.Outbox.Limits;
using StationAgent.Testing;
using Xunit;

namespace StationAgent.Telemetry.Tests;

/// <summary>A disk that is filled to its last byte: new events are refused, and deliveries are still recorded.</summary>
public sealed class LimitDiskTests
{
    private readonly FakeTimeProvider _time = new();

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("8m", 700)]
    [InlineData("8m", 20_000)]
    [InlineData("16m", 60_000)]
    public async Task Deliveries_are_recorded_on_a_full_disk_and_events_accepted_once_there_is_room(string size, int bytes)
    {
        using var disk = new SmallDisk(size);
        var reserve = new FileInfo(Path.Combine(disk.Store, StoreReserve.FileName));
        var outbox = Open(disk);
        for (var i = 0; i < 100; i++)
        {
            await AppendAsync(outbox, bytes);
        }

        Assert.Equal(2 << 20, reserve.Length);
        disk.Fill();

        // The disk is full, but the WAL still has room: everything that is acknowledged until the first refusal counts.
        var refused = await UntilRefusedAsync(outbox, bytes);
        Assert.Equal(OutboxFailure.Full, refused.Kind);
        Assert.Equal(OutboxFailure.Full, outbox.Fault?.Kind);
        var stored = outbox.LastSequence;
        await DeliverAllAsync(outbox);
        Assert.Equal(0, outbox.Depth);
        await outbox.DisposeAsync();

        // A restart with the disk still full: opening takes no room, because the WAL has stayed. A WAL whose copying needs more room than
        // the
        // reserve is not overwritten from its start: it needs the remaining room.
        if (bytes < 60_000)
        {
            disk.Fill();
        }

        outbox = Open(disk);
        Assert.Equal((0L, stored), (outbox.Depth, outbox.LastSequence));
        Assert.Empty(outbox.ReadPending(0, 10));
        await Assert.ThrowsAsync<OutboxException>(() => outbox.ProbeAsync(Cancelled));
        await Assert.ThrowsAsync<OutboxException>(() => AppendAsync(outbox, bytes));
        Assert.True(await outbox.NextSessionAsync(Cancelled) > 0);

        disk.MakeRoom();
        await Assert.ThrowsAsync<OutboxException>(() => AppendAsync(outbox, bytes));
        _time.Advance(TimeSpan.FromSeconds(5));
        await outbox.ProbeAsync(Cancelled);
        Assert.Null(outbox.Fault);
        reserve.Refresh();
        Assert.Equal(2 << 20, reserve.Length);
        Assert.Equal(stored + 1, (await AppendAsync(outbox, bytes)).Sequence);
        await outbox.DisposeAsync();
        StoreScan.Of(Path.Combine(disk.Store, "outbox.db"));
    }

    [Fact]
    public async Task A_crash_with_a_full_disk_loses_no_recorded_delivery()
    {
        using var disk = new SmallDisk("8m");
        await using var outbox = Open(disk);
        for (var i = 0; i < 100; i++)
        {
            await AppendAsync(outbox, 5_000);
        }

        disk.Fill();
        await UntilRefusedAsync(outbox, 5_000);
        await DeliverAllAsync(outbox);

        // What is on the disk now is what a killed process leaves.
        using var left = new TemporaryFolder();
        foreach (var name in Directory.GetFiles(disk.Store, "outbox.db*"))
        {
            File.Copy(name, Path.Combine(left.Path, Path.GetFileName(name)));
        }

        await using var again = left.OpenOutbox();
        Assert.Equal((0L, outbox.LastSequence), (again.Depth, again.LastSequence));
    }

    [Fact]
    public async Task Deliveries_are_recorded_even_when_another_program_takes_the_reserve()
    {
        using var disk = new SmallDisk("8m");
        var outbox = Open(disk);
        for (var i = 0; i < 400; i++)
        {
            await AppendAsync(outbox, 5_000);
        }

        disk.Fill();
        await UntilRefusedAsync(outbox, 5_000);
        disk.Fill();
        await DeliverAllAsync(outbox);
        var stored = outbox.LastSequence;
        Assert.True(StoreScan.Of(Path.Combine(disk.Store, "outbox.db")).Rows < stored, "no delivered row has made room");
        await outbox.DisposeAsync();

        await using var again = Open(disk);
        Assert.Equal((0L, stored), (again.Depth, again.LastSequence));
    }

    [Fact]
    public async Task Marks_that_meet_the_full_disk_first_use_the_reserve()
    {
        using var disk = new SmallDisk("8m");
        var outbox = Open(disk);
        for (var i = 0; i < 300; i++)
        {
            await AppendAsync(outbox, 700);
        }

        disk.Fill();
        await DeliverAllAsync(outbox);
        await outbox.DisposeAsync();

        await using var again = Open(disk);
        Assert.Equal((0L, 300L), (again.Depth, again.LastSequence));
    }

    [Fact]
    public async Task Without_room_for_the_reserve_an_opened_store_refuses_new_events()
    {
        using var disk = new SmallDisk("8m");
        await using (var outbox = Open(disk))
        {
            await AppendAsync(outbox, 700);
        }

        File.Delete(Path.Combine(disk.Store, StoreReserve.FileName));
        disk.Fill();
        Assert.Equal(OutboxFailure.Full, Assert.Throws<OutboxException>(() => Open(disk)).Kind);

        disk.MakeRoom();
        await using var again = Open(disk);
        Assert.Null(again.Fault);
    }

    [Fact]
    public async Task Without_a_reserve_no_file_is_created_and_an_old_one_is_deleted()
    {
        using var folder = new TemporaryFolder();
        var file = Path.Combine(folder.Path, StoreReserve.FileName);
        await folder.OpenOutbox(new OutboxOptions { ReserveBytes = 1 << 20 }).DisposeAsync();
        Assert.Equal(1 << 20, new FileInfo(file).Length);

        await folder.OpenOutbox(new OutboxOptions { ReserveBytes = 0 }).DisposeAsync();
        Assert.False(File.Exists(file));
    }

    private Outbox.Outbox Open(SmallDisk disk) => Outbox.Outbox.Open(disk.Store, new OutboxOptions(), _time, NullLogger.Instance);

    private static Task<EventId> AppendAsync(Outbox.Outbox outbox, int bytes) =>
        outbox.AppendAsync("evt/dropoff", EventClass.DropOff, _ => new byte[bytes], Cancelled);

    private static async Task<OutboxException> UntilRefusedAsync(Outbox.Outbox outbox, int bytes)
    {
        while (true)
        {
            try
            {
                await AppendAsync(outbox, bytes);
            }
            catch (OutboxException exception)
            {
                return exception;
            }
        }
    }

    private static async Task DeliverAllAsync(Outbox.Outbox outbox)
    {
        while (outbox.ReadPending(0, 20) is { Count: > 0 } page)
        {
            foreach (var stored in page)
            {
                outbox.MarkDelivered(stored.Id);
            }

            try
            {
                await outbox.FlushAsync(Cancelled);
            }
            catch (OutboxException exception) when (exception.Kind == OutboxFailure.Full)
            {
                // This append meets the full disk; its marks are written with the next one.
                await outbox.FlushAsync(Cancelled);
            }
        }
    }
}
