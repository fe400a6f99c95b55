using StationAgent.Telemetry.Outbox;
using Xunit;

namespace StationAgent.Telemetry.Tests;

public sealed class ReaderTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Lists_and_finds_events_beside_a_running_service()
    {
        using var folder = new TemporaryFolder();
        await using var outbox = folder.OpenOutbox();
        await outbox.AppendManyAsync(10);
        outbox.MarkDelivered(new EventId(outbox.StoreEpoch, 1), new EventId(outbox.StoreEpoch, 2));
        outbox.SetAside(new EventId(outbox.StoreEpoch, 5), "the broker refuses it");
        await outbox.FlushAsync(Cancelled);

        using var reader = OutboxReader.Open(folder.Path);

        Assert.Equal(outbox.StoreEpoch, reader.StoreEpoch);
        Assert.Equal([1L, 2], Sequences(reader, new OutboxQuery { State = EventState.Delivered }));
        Assert.Equal([3L, 4, 6], Sequences(reader, new OutboxQuery { State = EventState.Pending, Limit = 3 }));
        Assert.Equal([10L, 9], Sequences(reader, new OutboxQuery { NewestFirst = true, Limit = 2 }));
        Assert.Equal([4L, 5, 6], Sequences(reader, new OutboxQuery { From = 4, To = 6 }));
        Assert.Equal(("the broker refuses it", EventState.SetAside), (reader.Find(5)!.SetAsideReason, reader.Find(5)!.State));
        Assert.Equal(7, reader.Find(new EventId(outbox.StoreEpoch, 7).ToString())!.Id.Sequence);
        Assert.Equal(7, reader.Find("7")!.Id.Sequence);
        Assert.Null(reader.Find("0000000000000000-00000000000000000007"));
        Assert.Null(reader.Find("7x"));
        Assert.Null(reader.Find(11));

        await outbox.AppendAsync();
        Assert.Equal(11, reader.Find(11)!.Id.Sequence);
    }

    [Fact]
    public async Task Reads_a_note_beside_a_running_service()
    {
        using var folder = new TemporaryFolder();
        await using var outbox = folder.OpenOutbox();
        await outbox.SetNoteAsync("delay", "1.5", Cancelled);

        using var reader = OutboxReader.Open(folder.Path);
        Assert.Equal("1.5", reader.GetNote("delay"));
        Assert.Null(reader.GetNote("another"));
    }

    [Fact]
    public async Task Counts_what_is_there_beside_a_running_service()
    {
        using var folder = new TemporaryFolder();
        await using var outbox = folder.OpenOutbox();
        using var reader = OutboxReader.Open(folder.Path);
        Assert.Equal((0, 0, 0L), (reader.Count().First, reader.Count().Last, reader.Count().Pending));

        await outbox.AppendManyAsync(10);
        outbox.MarkDelivered(new EventId(outbox.StoreEpoch, 1), new EventId(outbox.StoreEpoch, 2));
        outbox.SetAside(new EventId(outbox.StoreEpoch, 5), "the broker refuses it");
        await outbox.FlushAsync(Cancelled);

        var counts = reader.Count();
        Assert.InRange(counts.Bytes, 1, 10_000_000);
        Assert.Equal(new StoreCounts(outbox.StoreEpoch, First: 1, Last: 10, Pending: 7, Delivered: 2, SetAside: 1, counts.Bytes), counts);
    }

    [Fact]
    public async Task Reads_the_store_of_a_stopped_service_and_reports_damage()
    {
        using var folder = new TemporaryFolder();
        await using (var outbox = folder.OpenOutbox())
        {
            await outbox.AppendManyAsync(3);
        }

        OpeningTests.Execute(folder, "UPDATE event SET topic = 'evt/other' WHERE sequence = 2");
        using var reader = OutboxReader.Open(folder.Path);
        var damaged = new List<DamagedRow>();

        Assert.Equal([1L, 3], reader.List(new OutboxQuery(), damaged).Select(stored => stored.Id.Sequence));
        Assert.Equal(2, Assert.Single(damaged).Id.Sequence);
        Assert.Null(reader.Find(2));
    }

    [Fact]
    public void A_folder_without_a_store_is_named()
    {
        using var folder = new TemporaryFolder();

        var exception = Assert.Throws<OutboxException>(() => OutboxReader.Open(folder.Path));

        Assert.Equal(OutboxFailure.Missing, exception.Kind);
        Assert.Contains(folder.File, exception.Message, StringComparison.Ordinal);
        Assert.False(File.Exists(folder.File));
    }

    private static IEnumerable<long> Sequences(OutboxReader reader, OutboxQuery query) => reader.List(query).Select(stored => stored.Id.Sequence);
}
