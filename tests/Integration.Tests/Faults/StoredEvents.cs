using StationAgent.Benchmarks.Store;
using StationAgent.Telemetry.Outbox;
using Xunit;

namespace StationAgent.Integration.Tests.Faults;

/// <summary>What the store contains, read in the same way as <c>events list</c>.</summary>
internal sealed class StoredEvents
{
    private const int PageRows = 1000;

    private StoredEvents()
    {
    }

    /// <summary>Events, numbered from 1 without a hole; the id in each is its number less one.</summary>
    public long Count { get; private set; }

    /// <summary>Those that the broker has.</summary>
    public long Delivered { get; private set; }

    /// <summary>Reads a folder and checks it: no hole, no altered byte. A folder without a store has no events.</summary>
    public static StoredEvents Read(string folder)
    {
        var events = new StoredEvents();
        try
        {
            using var reader = OutboxReader.Open(folder);
            var damaged = new List<DamagedRow>();
            while (reader.List(new OutboxQuery { From = events.Count + 1, Limit = PageRows }, damaged) is { Count: > 0 } page)
            {
                foreach (var stored in page)
                {
                    events.Take(stored);
                }
            }

            Assert.Empty(damaged);
        }
        catch (OutboxException exception) when (exception.Kind == OutboxFailure.Missing)
        {
            // Killed before there was one.
        }
        catch (OutboxException exception) when (exception.Kind == OutboxFailure.ReadOnly && File.Exists(Path.Combine(folder, "outbox.db-journal")))
        {
            // Killed while its tables were made: only the next owner can roll that back, and nothing was stored yet.
        }

        return events;
    }

    private void Take(StoredEvent stored)
    {
        Assert.True(stored.Id.Sequence == Count + 1, $"{stored.Id} follows number {Count}: the sequence has a hole");
        Assert.True(stored.Payload.Span.SequenceEqual(Payload.Create(Count)), $"{stored.Id} has other bytes than were appended");
        Assert.True(stored.State != EventState.SetAside, $"{stored.Id} is set aside: {stored.SetAsideReason}");
        Delivered += stored.State == EventState.Delivered ? 1 : 0;
        Count++;
    }
}
