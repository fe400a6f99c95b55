using StationAgent.Telemetry.Outbox;
using Xunit;

namespace StationAgent.Telemetry.Tests;

/// <content>Failed, uncertain and concurrent writes.</content>
public sealed partial class NewEpochTests
{
    [Theory]
    [InlineData("event", "INSERT")]
    [InlineData("event", "UPDATE")]
    [InlineData("epoch", "INSERT")]
    [InlineData("epoch", "DELETE")]
    [InlineData("pair", "UPDATE")]
    public async Task After_a_failed_write_nothing_is_changed_and_it_can_be_tried_again(string table, string write)
    {
        await using var outbox = _folder.OpenOutbox(_tokens.Options);
        await _tokens.AppendAsync(outbox);
        var before = outbox.ReadPending(0, 10)[0];
        OpeningTests.Execute(_folder, $"CREATE TRIGGER no BEFORE {write} ON {table} BEGIN SELECT RAISE(ABORT, 'no'); END;");

        await Assert.ThrowsAsync<OutboxException>(() => outbox.BeginEpochAsync(Evidence(outbox), Cancelled));

        OpeningTests.Execute(_folder, "DROP TRIGGER no;");
        await outbox.ProbeAsync(Cancelled);
        Assert.Equal(before.Id, outbox.ReadPending(0, 10).Single().Id);
        Assert.Equal(before.Id, outbox.CurrentId(before.Id));
        await outbox.AnnounceAsync(1, Cancelled);
        Assert.True((await outbox.BeginEpochAsync(Evidence(outbox), Cancelled)).Began);
        Assert.Equal(2, outbox.Depth);
    }

    [Fact]
    public async Task A_commit_that_ended_in_an_error_and_is_on_disk_counts_and_takes_nothing_back()
    {
        var options = _tokens.Options;
        var gap = options.Gap!;
        options.Compensate = stored => throw new InvalidOperationException($"{stored.Id} was taken back");
        options.Gap = lost =>
        {
            // The file is another one after the commit, with the same content and the same log: the store is opened again and looked at.
            File.Copy(_folder.File, _folder.File + ".copy");
            File.Move(_folder.File + ".copy", _folder.File, overwrite: true);
            return gap(lost);
        };
        await using var outbox = _folder.OpenOutbox(options);
        await outbox.AnnounceAsync(1, Cancelled);
        var id = await _tokens.AppendAsync(outbox);

        var change = await outbox.BeginEpochAsync(Evidence(outbox), Cancelled);

        Assert.Equal((true, change.StoreEpoch), (change.Began, outbox.StoreEpoch));
        Assert.Equal(["drop1", "gap2"], outbox.ReadPending(0, 10).Select(Tokens.Of));
        Assert.False(outbox.NoteAnnounced(id));
        Assert.False(outbox.NoteAnnounced(outbox.CurrentId(id)));
        await outbox.AnnounceAsync(2, Cancelled);
        Assert.True(outbox.NoteAnnounced(outbox.CurrentId(id)));
    }

    [Fact]
    public async Task Appends_beside_it_are_stored_once_each()
    {
        await using var outbox = _folder.OpenOutbox(_tokens.Options);
        var appends = new List<Task<EventId>>();
        for (var round = 0; round < 5; round++)
        {
            var evidence = Evidence(outbox);
            var more = Enumerable.Range(0, 20).Select(_ => _tokens.AppendAsync(outbox)).ToList();
            var change = outbox.BeginEpochAsync(evidence, Cancelled);
            more.AddRange(Enumerable.Range(0, 20).Select(_ => _tokens.AppendAsync(outbox)));
            Assert.True((await change).Began);
            await Task.WhenAll(more);
            appends.AddRange(more);
        }

        var stored = outbox.ReadPending(0, 1_000).Where(one => one.Topic != "evt/gap").ToList();
        var ids = new List<EventId>();
        foreach (var append in appends)
        {
            ids.Add(outbox.CurrentId(await append));
        }

        Assert.Equal(ids.OrderBy(id => id.Sequence), stored.Select(one => one.Id));
        Assert.Equal(stored.Count, stored.Select(Tokens.Of).Distinct(StringComparer.Ordinal).Count());
        Assert.All(stored, one => Assert.Equal(one.Id.ToString(), Tokens.IdIn(one)));
        StoreScan.Of(_folder.File).AssertSame(outbox.Figures);
    }

    [Fact]
    public async Task An_event_that_is_being_sent_meanwhile_keeps_its_id()
    {
        await using var outbox = _folder.OpenOutbox(_tokens.Options);
        await outbox.AnnounceAsync(1, Cancelled);
        var ids = new List<EventId>();
        for (var i = 0; i < 200; i++)
        {
            ids.Add(await _tokens.AppendAsync(outbox));
        }

        var sending = Task.Run(() => ids.TakeWhile(outbox.NoteAnnounced).ToList(), Cancelled);
        await outbox.BeginEpochAsync(Evidence(outbox), Cancelled);
        var sent = await sending;

        Assert.All(sent, id => Assert.Equal(id, outbox.CurrentId(id)));
        Assert.All(ids.Skip(sent.Count), id => Assert.False(outbox.NoteAnnounced(id)));
    }

    [Fact]
    public async Task A_gap_that_cannot_be_made_leaves_the_store_as_it_was()
    {
        var options = _tokens.Options;
        options.Gap = _ => throw new InvalidOperationException("no clock");
        await using var outbox = _folder.OpenOutbox(options);
        var id = await _tokens.AppendAsync(outbox);

        await Assert.ThrowsAsync<InvalidOperationException>(() => outbox.BeginEpochAsync(Evidence(outbox), Cancelled));

        Assert.Equal(id.StoreEpoch, outbox.StoreEpoch);
        Assert.Equal(2, (await _tokens.AppendAsync(outbox)).Sequence);
        Assert.Equal([1L, 2L], outbox.ReadPending(0, 10).Select(stored => stored.Id.Sequence));
        await outbox.AnnounceAsync(1, Cancelled);
        Assert.True(outbox.NoteAnnounced(id));
    }

    [Fact]
    public async Task Many_events_keep_their_order()
    {
        await using var outbox = _folder.OpenOutbox(_tokens.Options);
        var ids = new List<EventId>();
        for (var i = 0; i < 600; i++)
        {
            ids.Add(await _tokens.AppendAsync(outbox));
        }

        await outbox.BeginEpochAsync(Evidence(outbox), Cancelled);

        var after = new List<StoredEvent>();
        while (outbox.ReadPending(after.Count == 0 ? 0 : after[^1].Id.Sequence, 256) is { Count: > 0 } page)
        {
            after.AddRange(page);
        }

        Assert.Equal(ids.Select(outbox.CurrentId), after.SkipLast(1).Select(stored => stored.Id));
        StoreScan.Of(_folder.File).AssertSame(outbox.Figures);
    }
}
