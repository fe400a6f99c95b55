using Microsoft.Extensions.Time.Testing;
using StationAgent.Telemetry.Outbox;
using StationAgent.Telemetry.Outbox.Salvage;
using Xunit;

namespace StationAgent.Telemetry.Tests;

public sealed class SalvageTests
{
    private const long Leap = 1_000_000;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public static TheoryData<string> Alterations =>
    [
        "UPDATE epoch SET name = '0000000000000000'",
        "UPDATE epoch SET first = 2",
        "DELETE FROM epoch",
        "PRAGMA user_version = 17",
        "PRAGMA user_version = 0",
        "PRAGMA application_id = 7",
        "DROP TABLE epoch",
    ];

    [Theory]
    [MemberData(nameof(Alterations))]
    public async Task With_an_altered_store_identity_a_new_epoch_keeps_everything(string alteration)
    {
        using var store = await DamagedStore.MakeAsync(running: false);
        OpeningTests.Execute(store.Folder, alteration);
        var gaps = new List<StoreGap>();
        var troubles = new List<StoreTrouble>();

        await using var outbox = store.Folder.OpenOutbox(new OutboxOptions { Gap = GapDrafts.Into(gaps), Trouble = troubles.Add });

        Assert.NotEqual(store.Epoch, outbox.StoreEpoch);
        var gap = Assert.Single(gaps);
        Assert.Equal((GapCause.Replaced, store.Epoch), (gap.Cause, gap.StoreEpoch));
        Assert.Equal(StoreTroubleKind.Replaced, Assert.Single(troubles).Kind);
        using var reader = OutboxReader.Open(store.Folder.Path);
        var found = reader.List(new OutboxQuery { Limit = 1000 });
        Assert.Equal(DamagedStore.Events + 1, found.Count);
        Assert.Equal(new EventId(outbox.StoreEpoch, DamagedStore.Events + 1), found[^1].Id);
        Assert.Equal("evt/gap", found[^1].Topic);
        Assert.All(found.SkipLast(1), row => Assert.Equal((store.Epoch, DamagedStore.StateOf(row.Id.Sequence)), (row.Id.StoreEpoch, row.State)));
        Assert.Equal("17", outbox.GetNote(DamagedStore.Note));
        Assert.Equal(3 + Leap + 1, await outbox.NextSessionAsync(Cancelled));
        Assert.True(File.Exists(Path.Combine(store.Folder.Path, "damaged-1", "outbox.db")));
        Assert.Contains("damaged-1", gap.Detail, StringComparison.Ordinal);
    }

    /// <summary>
    /// Page size, journal mode, schema format, automatic vacuum, text encoding, version, application: damage to header fields that SQLite trusts
    /// must not cost any rows.
    /// </summary>
    [Theory]
    [InlineData(16)]
    [InlineData(18)]
    [InlineData(19)]
    [InlineData(47)]
    [InlineData(55)]
    [InlineData(59)]
    [InlineData(63)]
    [InlineData(71)]
    public async Task Any_bit_of_the_header_may_flip(int at)
    {
        using var original = await DamagedStore.MakeAsync(running: true);
        for (var bit = at * 8; bit < (at + 1) * 8; bit++)
        {
            using var store = original.Copy();
            await using (var file = new FileStream(store.Folder.File, FileMode.Open))
            {
                file.Position = bit / 8;
                var value = file.ReadByte();
                file.Position = bit / 8;
                file.WriteByte((byte)(value ^ (1 << (bit % 8))));
            }

            await store.CheckAsync($"header bit {bit}");
        }
    }

    [Fact]
    public async Task Without_its_first_page_a_store_still_yields_all_its_events()
    {
        using var store = await DamagedStore.MakeAsync(running: false);
        await using (var file = new FileStream(store.Folder.File, FileMode.Open))
        {
            await file.WriteAsync(new byte[4096], Cancelled);
        }

        await using var outbox = store.Folder.OpenOutbox();

        using var reader = OutboxReader.Open(store.Folder.Path);
        Assert.Equal(DamagedStore.Events, reader.List(new OutboxQuery { Limit = 1000 }).Count(row => row.Id.StoreEpoch == store.Epoch));
    }

    [Fact]
    public async Task Events_of_the_old_epoch_are_marked_by_their_old_names()
    {
        using var store = await DamagedStore.MakeAsync(running: false);
        OpeningTests.Execute(store.Folder, "DELETE FROM epoch");
        await using var outbox = store.Folder.OpenOutbox();
        var depth = outbox.Depth;

        outbox.MarkDelivered(new EventId(store.Epoch, 22), new EventId(outbox.StoreEpoch, 23), new EventId("0123456789abcdef", 24));
        await outbox.FlushAsync(Cancelled);

        Assert.Equal(depth - 1, outbox.Depth);
        Assert.DoesNotContain(outbox.ReadPending(0, 100), row => row.Id.Sequence == 22);
    }

    [Fact]
    public async Task Events_lost_with_the_end_of_the_WAL_are_reported_and_their_ids_not_reused()
    {
        using var store = await DamagedStore.MakeAsync(running: true);
        using (var wal = new FileStream(store.Folder.File + "-wal", FileMode.Open))
        {
            wal.SetLength(wal.Length / 2);
        }

        var gaps = new List<StoreGap>();
        await using var outbox = store.Folder.OpenOutbox(new OutboxOptions { Gap = GapDrafts.Into(gaps) });

        var gap = Assert.Single(gaps);
        Assert.Equal((store.Epoch, DamagedStore.Events), (gap.StoreEpoch, gap.To));
        Assert.InRange(gap.From!.Value, 2, DamagedStore.Events);
        Assert.Equal(gap.From - 1, outbox.ReadPending(0, 100).Last(row => row.Id.StoreEpoch == store.Epoch).Id.Sequence);
        Assert.Equal(new EventId(outbox.StoreEpoch, DamagedStore.Events + 2), await outbox.AppendAsync());
    }

    [Fact]
    public async Task An_altered_frame_in_the_middle_of_the_WAL_loses_no_later_frames()
    {
        using var store = await DamagedStore.MakeAsync(running: true);
        var wal = await File.ReadAllBytesAsync(store.Folder.File + "-wal", Cancelled);
        wal[(wal.Length / 4120 / 3 * 4120) + 2000] ^= 1;
        await File.WriteAllBytesAsync(store.Folder.File + "-wal", wal, Cancelled);

        await using var outbox = store.Folder.OpenOutbox();

        Assert.NotEqual(store.Epoch, outbox.StoreEpoch);
        var last = outbox.ReadPending(0, 100)[^1].Id;
        Assert.Equal((store.Epoch, DamagedStore.Events - 1), (last.StoreEpoch, last.Sequence));
    }

    [Fact]
    public async Task A_running_service_replaces_a_store_that_it_can_no_longer_read()
    {
        using var folder = new TemporaryFolder();
        var time = new FakeTimeProvider();
        var gaps = new List<StoreGap>();
        await using var outbox = folder.OpenOutbox(new OutboxOptions { Gap = GapDrafts.Into(gaps) }, time);
        await outbox.AppendManyAsync(500);
        var before = outbox.StoreEpoch;
        var session = await outbox.NextSessionAsync(Cancelled);

        // A row disappears silently, as behind an altered page.
        OpeningTests.Execute(folder, "DELETE FROM event WHERE sequence = 100");
        Assert.Equal(OutboxFailure.Corrupt, Assert.Throws<OutboxException>(() => outbox.ReadPending(0, 200)).Kind);
        await outbox.FlushAsync(Cancelled);

        Assert.NotEqual(before, outbox.StoreEpoch);
        var gap = Assert.Single(gaps);
        Assert.Equal((before, 100L, 100L), (gap.StoreEpoch, gap.From, gap.To));
        Assert.Equal(500, outbox.ReadPending(0, 1000).Count);
        outbox.MarkDelivered(new EventId(before, 1));
        Assert.Equal(2, outbox.ReadPending(0, 1)[0].Id.Sequence);
        Assert.True(await outbox.NextSessionAsync(Cancelled) > session);
        Assert.Equal(502, (await outbox.AppendAsync()).Sequence);
    }

    [Theory]
    [InlineData("complete, not yet exchanged")]
    [InlineData("file moved")]
    [InlineData("file and WAL moved")]
    [InlineData("half built")]
    public async Task A_crash_in_the_middle_of_the_exchange_loses_neither_store(string step)
    {
        using var store = await DamagedStore.MakeAsync(running: true);
        using var whole = store.Copy();
        var quarantine = new Quarantine(store.Folder.Path);
        if (step == "half built")
        {
            await File.WriteAllTextAsync(quarantine.Building, "half of it", Cancelled);
            OpeningTests.Execute(store.Folder, "DELETE FROM epoch");
        }
        else
        {
            // A complete new store is made by opening a copy, then put where the crash would have left it.
            OpeningTests.Execute(whole.Folder, "DELETE FROM epoch");
            await whole.Folder.OpenOutbox().DisposeAsync();
            File.Copy(whole.Folder.File, quarantine.Next);
            OpeningTests.Execute(store.Folder, "DELETE FROM epoch");
            Directory.CreateDirectory(quarantine.Name(1));
            foreach (var end in step switch { "file moved" => [""], "file and WAL moved" => (string[])["", "-wal"], _ => [] })
            {
                if (File.Exists(store.Folder.File + end))
                {
                    File.Move(store.Folder.File + end, Path.Combine(quarantine.Name(1), "outbox.db" + end));
                }
            }
        }

        await using var outbox = store.Folder.OpenOutbox();

        Assert.NotEqual(store.Epoch, outbox.StoreEpoch);
        using var reader = OutboxReader.Open(store.Folder.Path);
        Assert.Equal(DamagedStore.Events, reader.List(new OutboxQuery { Limit = 1000 }).Count(row => row.Id.StoreEpoch == store.Epoch));
        Assert.False(File.Exists(quarantine.Next));
        Assert.False(File.Exists(quarantine.Building));
        Assert.Contains(
            Directory.GetFiles(store.Folder.Path, "outbox.db", SearchOption.AllDirectories), file => file.Contains("damaged-", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Only_the_newest_three_damaged_stores_are_kept()
    {
        using var folder = new TemporaryFolder();
        for (var i = 0; i < 5; i++)
        {
            await folder.OpenOutbox().DisposeAsync();
            OpeningTests.Execute(folder, "DELETE FROM epoch");
        }

        await folder.OpenOutbox().DisposeAsync();

        Assert.Equal(["damaged-3", "damaged-4", "damaged-5"], Directory.GetDirectories(folder.Path).Select(Path.GetFileName).Order());
    }

    [Fact]
    public async Task When_time_is_short_pending_events_are_copied_and_delivered_ones_left_behind()
    {
        using var store = await DamagedStore.MakeAsync(running: false);
        OpeningTests.Execute(store.Folder, "DELETE FROM epoch");
        var time = new FakeTimeProvider { AutoAdvanceAmount = TimeSpan.FromMilliseconds(10) };
        var gaps = new List<StoreGap>();
        var options = new OutboxOptions { Gap = GapDrafts.Into(gaps), SalvageTime = TimeSpan.FromMilliseconds(400) };
        await using var outbox = store.Folder.OpenOutbox(options, time);

        using var reader = OutboxReader.Open(store.Folder.Path);
        var found = reader.List(new OutboxQuery { Limit = 1000 }).Where(row => row.Id.StoreEpoch == store.Epoch).ToList();
        Assert.Equal(
            Enumerable.Range(1, DamagedStore.Events).Count(number => DamagedStore.StateOf(number) == EventState.Pending),
            found.Count(row => row.State == EventState.Pending));
        Assert.DoesNotContain(found, row => row.State == EventState.Delivered);
        Assert.Contains("left behind", Assert.Single(gaps).Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_reader_says_what_is_wrong_and_what_repairs_it()
    {
        using var store = await DamagedStore.MakeAsync(running: false);
        OpeningTests.Execute(store.Folder, "UPDATE epoch SET name = '0000000000000000'");

        var exception = Assert.Throws<OutboxException>(() => OutboxReader.Open(store.Folder.Path));

        Assert.Equal(OutboxFailure.Corrupt, exception.Kind);
        Assert.Contains("epoch was altered", exception.Message, StringComparison.Ordinal);
        Assert.Contains("when it starts", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_reader_during_the_exchange_is_told_to_try_again()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(new Quarantine(folder.Path).Next, "");

        var exception = Assert.Throws<OutboxException>(() => OutboxReader.Open(folder.Path));

        Assert.Contains("being replaced", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_number_out_of_order_is_not_read_forever()
    {
        using var folder = new TemporaryFolder();
        string epoch;
        await using (var made = folder.OpenOutbox())
        {
            epoch = made.StoreEpoch;
            await made.AppendManyAsync(10);
            made.MarkDelivered(new EventId(epoch, 1), new EventId(epoch, 2), new EventId(epoch, 3));
            await made.FlushAsync(Cancelled);
        }

        Renumber(folder.File, new EventId(epoch, 8), 2);
        var gaps = new List<StoreGap>();
        await using var outbox = folder.OpenOutbox(new OutboxOptions { Gap = GapDrafts.Into(gaps), MarkDelay = TimeSpan.FromHours(1) });

        // All rows but the altered ones have been acknowledged in memory, so a page holds nothing else.
        outbox.MarkDelivered([.. Enumerable.Range(4, 7).Where(number => number != 8).Select(number => new EventId(epoch, number))]);
        var reading = Task.Run(() => outbox.ReadPending(0, 10), Cancelled);

        var exception = await Assert.ThrowsAsync<OutboxException>(() => reading.WaitAsync(TimeSpan.FromSeconds(20), Cancelled));
        Assert.Equal(OutboxFailure.Corrupt, exception.Kind);
        await outbox.FlushAsync(Cancelled);
        Assert.Equal((epoch, 8L, 8L), (gaps[0].StoreEpoch, gaps[0].From, gaps[0].To));
        Assert.Equal([11L], outbox.ReadPending(0, 10).Select(row => row.Id.Sequence));
    }

    /// <summary>
    /// Alters the number of a row in the file: the byte before the record, whose header begins with length, NULL and an 8-byte seal.
    /// </summary>
    private static void Renumber(string file, EventId id, byte number)
    {
        var bytes = File.ReadAllBytes(file);
        var payload = bytes.AsSpan().IndexOf(System.Text.Encoding.UTF8.GetBytes(id.ToString()));
        var at = bytes.AsSpan(0, payload).LastIndexOf((ReadOnlySpan<byte>)[0, 6]) - 2;
        Assert.Equal(id.Sequence, bytes[at]);
        bytes[at] = number;
        File.WriteAllBytes(file, bytes);
    }
}
