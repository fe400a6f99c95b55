using System.Text;
using Microsoft.Extensions.Time.Testing;
using StationAgent.Telemetry.Outbox;
using Xunit;

namespace StationAgent.Telemetry.Tests;

/// <summary>A store with known content, to be damaged and opened again.</summary>
internal sealed class DamagedStore : IDisposable
{
    public const int Events = 60;
    public const string Note = "settled";

    private readonly TemporaryFolder _folder;

    private DamagedStore(TemporaryFolder folder, string epoch) => (_folder, Epoch) = (folder, epoch);

    public string Epoch { get; }

    public TemporaryFolder Folder => _folder;

    /// <param name="running">As a killed process leaves it, with everything in the WAL; else closed and copied into the file.</param>
    public static async Task<DamagedStore> MakeAsync(bool running)
    {
        using var folder = new TemporaryFolder();
        var outbox = folder.OpenOutbox();
        var epoch = outbox.StoreEpoch;
        for (var i = 1; i <= Events; i++)
        {
            await outbox.AppendAsync(Topic(i), i % 7 == 0 ? EventClass.Alarm : EventClass.DropOff, id => Payload(id), CancellationToken.None);
        }

        for (var i = 1; i <= Events; i++)
        {
            if (StateOf(i) == EventState.Delivered)
            {
                outbox.MarkDelivered(new EventId(epoch, i));
            }
            else if (StateOf(i) == EventState.SetAside)
            {
                outbox.SetAside(new EventId(epoch, i), $"reason {i}");
            }
        }

        await outbox.FlushAsync();
        await outbox.SetNoteAsync(Note, "17");
        for (var i = 0; i < 3; i++)
        {
            await outbox.NextSessionAsync();
        }

        if (running)
        {
            var copy = folder.Snapshot();
            await outbox.DisposeAsync();
            return new DamagedStore(copy, epoch);
        }

        await outbox.DisposeAsync();
        return new DamagedStore(folder.Snapshot(), epoch);
    }

    public DamagedStore Copy() => new(_folder.Snapshot(), Epoch);

    public static EventState StateOf(long number) =>
        number <= 20 ? EventState.Delivered : number % 9 == 0 ? EventState.SetAside : number % 5 == 0 ? EventState.Delivered : EventState.Pending;

    /// <summary>Opens the store, reads everything, and compares it with what was stored.</summary>
    public async Task CheckAsync(string what)
    {
        var seen = await OpenAndReadAsync(what, isFirst: true);
        var again = await OpenAndReadAsync(what, isFirst: false);
        Assert.True(again.Gaps.Count == 0, $"{what}: the second opening tells of {again.Gaps.Count} more gaps");
        foreach (var id in seen.Stored.Keys)
        {
            Assert.True(again.Stored.ContainsKey(id), $"{what}: {id} is gone at the second opening");
        }
    }

    public void Dispose() => _folder.Dispose();

    private async Task<(Dictionary<EventId, StoredEvent> Stored, List<StoreGap> Gaps)> OpenAndReadAsync(string what, bool isFirst)
    {
        var gaps = new List<StoreGap>();
        var time = new FakeTimeProvider();
        await using var outbox = _folder.OpenOutbox(new OutboxOptions { Gap = GapDrafts.Into(gaps) }, time);
        await ReadPendingAsync(outbox, time);
        await RetryAsync(() => outbox.FlushAsync(), time);
        var stored = new Dictionary<EventId, StoredEvent>();
        var unreadable = new List<DamagedRow>();
        var pending = await ReadPendingAsync(outbox, time);
        using (var reader = OutboxReader.Open(_folder.Path))
        {
            foreach (var found in List(reader, outbox, unreadable))
            {
                Assert.True(stored.TryAdd(found.Id, found), $"{what}: {found.Id} is there twice");
                // The index of marks may be altered so that a scan finds a mark that a look-up does not: delivered events are then not
                // sent again.
                var wasDelivered = found.Id.StoreEpoch == Epoch && found.Id.Sequence <= Events && StateOf(found.Id.Sequence) == EventState.Delivered;
                Assert.True(
                    wasDelivered || (found.State == EventState.Pending) == pending.Contains(found.Id),
                    $"{what}: {found.Id} is {found.State} to a reader, and {(pending.Contains(found.Id) ? "" : "not ")}pending to the service");
                CheckBytes(found, what);
            }
        }

        // Only stored gaps were reported.
        gaps.RemoveAll(gap => !stored.Values.Any(found => found.Topic == "evt/gap" && found.Text().EndsWith(gap.Detail, StringComparison.Ordinal)));
        CheckNothingIsLost(stored, unreadable, gaps, isFirst, what);
        await CheckNumbersAsync(outbox, time, stored, what);
        return (stored, gaps);
    }

    /// <summary>
    /// Number by number where the list meets damage: rows that were delivered or set aside are not read before someone asks for them.
    /// </summary>
    private static List<StoredEvent> List(OutboxReader reader, Outbox.Outbox outbox, List<DamagedRow> unreadable)
    {
        try
        {
            return [.. reader.List(new OutboxQuery { Limit = 10_000 }, unreadable)];
        }
        catch (OutboxException exception) when (exception.Kind == OutboxFailure.Corrupt)
        {
            unreadable.Clear();
            var found = new List<StoredEvent>();
            for (var number = 1L; number <= outbox.LastSequence; number++)
            {
                try
                {
                    found.AddRange(reader.List(new OutboxQuery { From = number, To = number }, unreadable));
                }
                catch (OutboxException damage) when (damage.Kind == OutboxFailure.Corrupt)
                {
                    unreadable.Add(new DamagedRow(new EventId("", number), damage.Message));
                }
            }

            return found;
        }
    }

    private static async Task<HashSet<EventId>> ReadPendingAsync(Outbox.Outbox outbox, FakeTimeProvider time)
    {
        var found = new HashSet<EventId>();
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                var after = 0L;
                while (outbox.ReadPending(after, 25) is { Count: > 0 } page)
                {
                    after = page[^1].Id.Sequence;
                    found.UnionWith(page.Select(row => row.Id));
                }

                return found;
            }
            catch (OutboxException exception) when (exception.Kind == OutboxFailure.Corrupt && attempt < 3)
            {
                // The service replaces the store by itself before its next write.
                found.Clear();
                time.Advance(TimeSpan.FromMinutes(2));
                await RetryAsync(() => outbox.FlushAsync(), time);
            }
        }
    }

    private void CheckBytes(StoredEvent found, string what)
    {
        var isOld = found.Id.StoreEpoch == Epoch && found.Id.Sequence <= Events;
        var right = isOld
            ? found.Topic == Topic(found.Id.Sequence) && found.Payload.Span.SequenceEqual(Payload(found.Id))
            : found.Text().StartsWith(found.Id.ToString(), StringComparison.Ordinal);
        Assert.True(right, $"{what}: {found.Id} is not what was stored");
    }

    private void CheckNothingIsLost(
        Dictionary<EventId, StoredEvent> stored, List<DamagedRow> unreadable, List<StoreGap> gaps, bool isFirst, string what)
    {
        for (var number = 1L; number <= Events; number++)
        {
            var isTold = gaps.Exists(gap => (gap.StoreEpoch ?? Epoch) == Epoch && (gap.From ?? 0) <= number && (gap.To ?? long.MaxValue) >= number);
            if (stored.TryGetValue(new EventId(Epoch, number), out var found))
            {
                // A mark may be lost, and the event is then sent twice. A mark never appears from nowhere.
                Assert.True(
                    found.State == EventState.Pending || found.State == StateOf(number) || isTold,
                    $"{what}: {found.Id} was {StateOf(number)} and is {found.State}");
            }
            else if (isFirst)
            {
                // Events that were set aside are not read again until a person lists them.
                isTold |= StateOf(number) == EventState.SetAside && unreadable.Exists(row => row.Id.Sequence == number);
                Assert.True(
                    isTold || StateOf(number) == EventState.Delivered,
                    $"{what}: {number} is neither there nor reported; there: {string.Join(' ', stored.Keys)}; gaps: {string.Join(' ', gaps)}");
            }
        }
    }

    private async Task CheckNumbersAsync(Outbox.Outbox outbox, FakeTimeProvider time, Dictionary<EventId, StoredEvent> stored, string what)
    {
        var added = default(EventId);
        await RetryAsync(async () => added = await outbox.AppendAsync(), time);
        Assert.True(added.StoreEpoch != Epoch || added.Sequence > Events, $"{what}: {added} was given a second time");
        Assert.DoesNotContain(added, stored.Keys);
        stored.Remove(added);
        Assert.True(await outbox.NextSessionAsync() > 3, $"{what}: a session number was given a second time");
        Assert.True(outbox.GetNote(Note) is null or "17", $"{what}: the note was altered");
    }

    /// <summary>A write that meets damage is refused, and the store is replaced.</summary>
    private static async Task RetryAsync(Func<Task> write, FakeTimeProvider time)
    {
        try
        {
            await write();
        }
        catch (OutboxException exception) when (exception.Kind == OutboxFailure.Corrupt)
        {
            time.Advance(TimeSpan.FromMinutes(2));
            await write();
        }
    }

    private static string Topic(long number) => number % 7 == 0 ? "evt/alarm" : "evt/dropoff";

    // Some fit into a page many times, some take pages of their own.
    private static byte[] Payload(EventId id) =>
        Encoding.UTF8.GetBytes(string.Join(' ', Enumerable.Repeat(id.ToString(), id.Sequence % 11 == 0 ? 300 : 10)));
}
