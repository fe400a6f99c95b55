using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using StationAgent.Telemetry.Outbox;
using StationAgent.Telemetry.Outbox.Identity;
using StationAgent.Testing;
using Xunit;

namespace StationAgent.Telemetry.Tests;

/// <summary>A new epoch on a disk that is full.</summary>
public sealed class NewEpochDiskTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task On_a_full_disk_nothing_changes_and_nothing_is_sent_and_later_it_succeeds()
    {
        using var disk = new SmallDisk("16m");
        var time = new FakeTimeProvider();
        await using var outbox = Outbox.Outbox.Open(disk.Store, new OutboxOptions(), time, NullLogger.Instance);
        var ids = new List<EventId>();
        for (var i = 0; i < 100; i++)
        {
            ids.Add(await AppendAsync(outbox));
        }

        disk.Fill();
        var evidence = new StoreEvidence(outbox.StoreEpoch, outbox.StoreEpoch, null, null, [], "A copy has spoken.");
        var refused = await Assert.ThrowsAsync<OutboxException>(async () =>
        {
            // The log may still have room for a while.
            while (outbox.LastSequence < 10_000)
            {
                ids.Add(await AppendAsync(outbox));
            }
        });
        Assert.Equal(OutboxFailure.Full, refused.Kind);
        var stored = outbox.LastSequence;
        Assert.Equal(OutboxFailure.Full, (await Assert.ThrowsAsync<OutboxException>(() => outbox.BeginEpochAsync(evidence, Cancelled))).Kind);
        Assert.Equal((evidence.Judged, stored, stored), (outbox.StoreEpoch, outbox.LastSequence, outbox.Depth));
        Assert.All(ids, id => Assert.False(outbox.NoteAnnounced(id)));

        disk.MakeRoom();
        time.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal(stored, (await outbox.BeginEpochAsync(evidence, Cancelled)).Moved);

        Assert.Equal(stored, outbox.Depth);
        Assert.DoesNotContain(outbox.ReadPending(0, 100), one => one.Id.StoreEpoch == evidence.Judged);
    }

    private static Task<EventId> AppendAsync(Outbox.Outbox outbox) =>
        outbox.AppendAsync("evt/dropoff", EventClass.DropOff, static _ => new byte[5_000], CancellationToken.None);
}
