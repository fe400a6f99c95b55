using Microsoft.Data.Sqlite;
using StationAgent.Telemetry.Outbox;
using StationAgent.Telemetry.Outbox.Identity;
using Xunit;

namespace StationAgent.Telemetry.Tests;

/// <summary>What changes in a store, and what stays, when a copy of it has spoken.</summary>
public sealed partial class NewEpochTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly Tokens _tokens = new();

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Events_that_were_never_sent_get_new_ids_before_a_gap_and_others_stay()
    {
        var (first, told) = await OpenAfterTellingAsync();
        await using var outbox = first;
        var untold = await _tokens.AppendAsync(outbox);

        var change = await outbox.BeginEpochAsync(Evidence(outbox, highest: 9), Cancelled);

        Assert.True(change.Began);
        Assert.Equal((1, change.StoreEpoch), (change.Moved, outbox.StoreEpoch));
        Assert.NotEqual(told.StoreEpoch, outbox.StoreEpoch);
        var gap = Assert.Single(_tokens.Gaps);
        Assert.Equal((GapCause.Replaced, told.StoreEpoch, 2L, 9L), (gap.Cause, gap.StoreEpoch, gap.From, gap.To));
        Assert.Equal(
            [(told, "drop1"), (outbox.CurrentId(untold), "drop2"), (new EventId(outbox.StoreEpoch, 3), "gap3")],
            outbox.ReadPending(0, 10).Select(stored => (stored.Id, Tokens.Of(stored))));
        Assert.All(outbox.ReadPending(0, 10), stored => Assert.Equal(stored.Id.ToString(), Tokens.IdIn(stored)));
        Assert.Equal(untold.Sequence, outbox.CurrentId(untold).Sequence);
        Assert.DoesNotContain(outbox.CurrentId(untold).StoreEpoch, new[] { told.StoreEpoch, outbox.StoreEpoch });
        StoreScan.Of(_folder.File).AssertSame(outbox.Figures);
    }

    [Fact]
    public async Task The_recorded_time_the_class_and_the_age_of_a_moved_event_stay()
    {
        var time = new Microsoft.Extensions.Time.Testing.FakeTimeProvider();
        await using var outbox = _folder.OpenOutbox(_tokens.Options, time);
        await _tokens.AppendAsync(outbox, EventClass.Alarm);
        var before = outbox.ReadPending(0, 1)[0];
        time.Advance(TimeSpan.FromHours(3));

        await outbox.BeginEpochAsync(Evidence(outbox), Cancelled);

        var after = outbox.ReadPending(0, 10)[0];
        Assert.NotEqual(before.Id, after.Id);
        Assert.Equal((before.Class, before.RecordedAt, before.Topic), (after.Class, after.RecordedAt, after.Topic));
        Assert.Equal(TimeSpan.FromHours(3), outbox.OldestPendingAge);
    }

    [Fact]
    public async Task Two_copies_give_the_same_new_ids_to_the_events_that_they_share_and_different_ones_to_others()
    {
        var shared = new List<EventId>();
        await using (var first = _folder.OpenOutbox(_tokens.Options))
        {
            shared.Add(await _tokens.AppendAsync(first));
            shared.Add(await _tokens.AppendAsync(first));
        }

        using var folder = _folder.Snapshot();
        await using var one = _folder.OpenOutbox(_tokens.Options);
        await using var two = folder.OpenOutbox(_tokens.Options);
        var (ofOne, ofTwo) = (await _tokens.AppendAsync(one), await _tokens.AppendAsync(two));
        Assert.Equal(ofOne, ofTwo);

        await one.BeginEpochAsync(Evidence(one, highest: 9), Cancelled);
        await two.BeginEpochAsync(Evidence(two, highest: 30), Cancelled);

        Assert.All(shared, id => Assert.NotEqual(id, one.CurrentId(id)));
        Assert.Equal(shared.Select(one.CurrentId), shared.Select(two.CurrentId));
        Assert.NotEqual(one.CurrentId(ofOne), two.CurrentId(ofTwo));
        Assert.NotEqual(one.StoreEpoch, two.StoreEpoch);
        Assert.Equal(one.ReadPending(0, 2).Select(Tokens.Of), two.ReadPending(0, 2).Select(Tokens.Of));
    }

    [Fact]
    public async Task When_nothing_tells_what_the_other_copy_has_only_the_events_of_this_run_get_new_ids()
    {
        EventId before;
        await using (var first = _folder.OpenOutbox(_tokens.Options))
        {
            before = await _tokens.AppendAsync(first);
        }

        await using var outbox = _folder.OpenOutbox(_tokens.Options);
        var now = await _tokens.AppendAsync(outbox);

        await outbox.BeginEpochAsync(Evidence(outbox) with { Starts = null }, Cancelled);

        Assert.Equal(before, outbox.CurrentId(before));
        Assert.NotEqual(now, outbox.CurrentId(now));
        Assert.Equal(["drop1", "drop2", "gap3"], outbox.ReadPending(0, 9).Select(Tokens.Of));
        var said = outbox.Statement.Of(before.StoreEpoch)!;
        Assert.Equal((2L, 2L), (said.Sequence, said.Starts[^1].First));
    }

    [Fact]
    public async Task What_another_store_has_said_is_said_again_also_after_a_restart()
    {
        var starts = new[] { new NumberStart(4, "cccccccccccccccc") };
        var other = new StoreStatement(new EpochStatement("aaaaaaaaaaaaaaaa", 7, starts), 3, [new EpochStatement("bbbbbbbbbbbbbbbb", 2, [])]);
        await using (var outbox = _folder.OpenOutbox(_tokens.Options))
        {
            outbox.Hear(other);
            await outbox.AnnounceAsync(1, Cancelled);
            outbox.Hear(outbox.Statement);
            Assert.False(await outbox.LearnAsync(Cancelled));
            await _tokens.AppendAsync(outbox);
            outbox.Hear(other with { Present = other.Present with { Sequence = 8 } });
            Assert.True(await outbox.LearnAsync(Cancelled));
        }

        await using var reopened = _folder.OpenOutbox(_tokens.Options);
        await _tokens.AppendAsync(reopened);
        var said = reopened.Statement;
        Assert.Equal(["bbbbbbbbbbbbbbbb", "aaaaaaaaaaaaaaaa"], said.Earlier.Select(epoch => epoch.StoreEpoch));
        Assert.Equal((8, starts[0]), (said.Earlier[1].Sequence, Assert.Single(said.Earlier[1].Starts)));
        Assert.Equal(2, said.Present.Starts.Count);
        Assert.False(reopened.KnowsEpoch("aaaaaaaaaaaaaaaa"));
    }

    [Fact]
    public async Task A_note_beside_the_file_that_is_older_than_the_new_ids_does_not_make_it_another_store()
    {
        await using (var outbox = _folder.OpenOutbox(_tokens.Options))
        {
            await _tokens.AppendAsync(outbox);
        }

        var files = Directory.GetFiles(_folder.Path).Where(file => !file.StartsWith(_folder.File, StringComparison.Ordinal)).ToDictionary(file => file, File.ReadAllBytes);
        await using (var outbox = _folder.OpenOutbox(_tokens.Options))
        {
            await outbox.BeginEpochAsync(Evidence(outbox), Cancelled);
        }

        foreach (var (file, content) in files)
        {
            await File.WriteAllBytesAsync(file, content, Cancelled);
        }

        await using var reopened = _folder.OpenOutbox(_tokens.Options);
        Assert.Equal(["drop1", "gap2"], reopened.ReadPending(0, 9).Select(Tokens.Of));
        Assert.Equal([GapCause.Replaced], _tokens.Gaps.Select(gap => gap.Cause));
    }

    [Fact]
    public async Task Everything_holds_after_a_restart()
    {
        EventId before;
        EventId after;
        await using (var outbox = _folder.OpenOutbox(_tokens.Options))
        {
            before = await _tokens.AppendAsync(outbox);
            await outbox.SetNoteAsync("settled", before.ToString(), Cancelled);
            await outbox.SetNoteAsync("other", "words", Cancelled);
            await outbox.BeginEpochAsync(Evidence(outbox), Cancelled);
            after = outbox.CurrentId(before);
        }

        await using var reopened = _folder.OpenOutbox(_tokens.Options);
        Assert.NotEqual(before, after);
        Assert.Equal(after, reopened.ReadPending(0, 1)[0].Id);
        Assert.Equal(after, reopened.CurrentId(before));
        Assert.Equal(after, reopened.CurrentId(after));
        Assert.Equal(after.ToString(), reopened.GetNote("settled"));
        Assert.Equal("words", reopened.GetNote("other"));
        Assert.Equal(2, reopened.Depth);
        Assert.Equal(0, reopened.AnnouncedUpTo);
        StoreScan.Of(_folder.File).AssertSame(reopened.Figures);
    }

    [Fact]
    public async Task An_id_leads_through_several_changes_and_a_late_note_is_stored_under_the_present_one()
    {
        await using var outbox = _folder.OpenOutbox(_tokens.Options);
        var id = await _tokens.AppendAsync(outbox);
        for (var i = 0; i < 3; i++)
        {
            await outbox.BeginEpochAsync(Evidence(outbox), Cancelled);
        }

        await outbox.SetNoteAsync("settled", id.ToString(), Cancelled);

        var now = outbox.ReadPending(0, 100).Single(stored => Tokens.Of(stored) == "drop1").Id;
        Assert.Equal(now, outbox.CurrentId(id));
        Assert.Equal(now.ToString(), outbox.GetNote("settled"));
    }

    [Fact]
    public async Task What_was_set_aside_moves_with_its_mark_and_a_damaged_row_is_named_by_a_gap()
    {
        await using var outbox = _folder.OpenOutbox(_tokens.Options);
        var aside = await _tokens.AppendAsync(outbox);
        var damaged = await _tokens.AppendAsync(outbox);
        await _tokens.AppendAsync(outbox);
        outbox.SetAside(aside, "too large");
        await outbox.FlushAsync(Cancelled);
        OpeningTests.Execute(_folder, $"UPDATE event SET payload = x'00' WHERE sequence = {damaged.Sequence}");

        await outbox.BeginEpochAsync(Evidence(outbox), Cancelled);

        var moved = outbox.ReadRange(aside.Sequence, aside.Sequence, 1)[0];
        Assert.NotEqual(aside, moved.Id);
        Assert.Equal((EventState.SetAside, "too large", outbox.CurrentId(aside)), (moved.State, moved.SetAsideReason, moved.Id));
        Assert.Equal(2, outbox.SetAsideCount);
        Assert.Equal([GapCause.Replaced, GapCause.Damaged], _tokens.Gaps.Select(gap => gap.Cause));
        Assert.NotEqual(damaged, outbox.CurrentId(damaged));
        Assert.Equal((outbox.CurrentId(damaged).StoreEpoch, damaged.Sequence), (_tokens.Gaps[1].StoreEpoch, _tokens.Gaps[1].From));
        Assert.Equal(["drop3", "gap4", "gap5"], outbox.ReadPending(0, 10).Select(Tokens.Of));
        StoreScan.Of(_folder.File).AssertSame(outbox.Figures);
    }

    [Fact]
    public async Task An_event_that_cannot_be_rewritten_holds_up_no_other()
    {
        var options = _tokens.Options;
        var reissue = options.Reissue!;
        options.Reissue = (stored, id, current) => Tokens.Of(stored) == "drop1" ? throw new FormatException("no JSON") : reissue(stored, id, current);
        await using var outbox = _folder.OpenOutbox(options);
        var bad = await _tokens.AppendAsync(outbox);
        await _tokens.AppendAsync(outbox);

        var change = await outbox.BeginEpochAsync(Evidence(outbox), Cancelled);
        await outbox.AnnounceAsync(1, Cancelled);

        Assert.Equal(1, change.Moved);
        Assert.False(outbox.NoteAnnounced(bad));
        Assert.Equal(["drop2", "gap3", "gap4"], outbox.ReadPending(0, 10).Select(Tokens.Of));
    }

    [Fact]
    public async Task A_store_at_its_limits_can_begin_an_epoch()
    {
        var options = _tokens.Options;
        options.MaximumEvents = 3;
        await using var outbox = _folder.OpenOutbox(options);
        await outbox.AppendManyAsync(3);

        var change = await outbox.BeginEpochAsync(Evidence(outbox), Cancelled);

        Assert.Equal(3, change.Moved);
        Assert.Equal(4, outbox.Depth);
    }

    [Fact]
    public async Task An_epoch_that_gave_no_number_is_still_known()
    {
        string before;
        await using (var outbox = _folder.OpenOutbox(_tokens.Options))
        {
            before = outbox.StoreEpoch;
            await outbox.AnnounceAsync(1, Cancelled);
            await outbox.BeginEpochAsync(Evidence(outbox, highest: 50), Cancelled);
            Assert.True(outbox.KnowsEpoch(before));
            await _tokens.AppendAsync(outbox);
        }

        await using var reopened = _folder.OpenOutbox(_tokens.Options);
        Assert.True(reopened.KnowsEpoch(before));
        Assert.Equal(50, Assert.Single(reopened.Statement.Earlier).Sequence);
        Assert.Equal(2, reopened.Depth);
    }

    [Fact]
    public async Task Evidence_about_an_epoch_that_was_left_changes_nothing()
    {
        await using var outbox = _folder.OpenOutbox(_tokens.Options);
        await _tokens.AppendAsync(outbox);
        var evidence = Evidence(outbox);
        var change = await outbox.BeginEpochAsync(evidence, Cancelled);

        var again = await outbox.BeginEpochAsync(evidence, Cancelled);

        Assert.Equal((change.StoreEpoch, false), (again.StoreEpoch, again.Began));
        Assert.Single(_tokens.Gaps);
    }

    [Fact]
    public async Task A_store_of_an_earlier_version_that_has_spoken_moves_nothing_of_what_it_holds()
    {
        await using (var outbox = _folder.OpenOutbox(_tokens.Options))
        {
            await _tokens.AppendAsync(outbox);
            await outbox.NextSessionAsync(Cancelled);
        }

        OpeningTests.Execute(_folder, "DELETE FROM pair WHERE key IN ('announced', 'epochs')");
        EventId later;
        await using (var outbox = _folder.OpenOutbox(_tokens.Options))
        {
            Assert.Equal((1, 1), (outbox.AnnouncedUpTo, outbox.AnnouncedSession));
            later = await _tokens.AppendAsync(outbox);
        }

        await using var again = _folder.OpenOutbox(_tokens.Options);
        Assert.Equal((1, 1), (again.AnnouncedUpTo, again.AnnouncedSession));
        Assert.Equal(1, (await again.BeginEpochAsync(Evidence(again), Cancelled)).Moved);
        Assert.NotEqual(later, again.CurrentId(later));
    }

    [Fact]
    public async Task A_new_store_has_told_nothing_whatever_session_it_has_counted()
    {
        await using (var outbox = _folder.OpenOutbox(_tokens.Options))
        {
            await _tokens.AppendAsync(outbox);
            await outbox.NextSessionAsync(Cancelled);
        }

        await using var again = _folder.OpenOutbox(_tokens.Options);
        Assert.Equal((0, 0), (again.AnnouncedUpTo, again.AnnouncedSession));
    }

    [Fact]
    public async Task A_person_is_told_what_happened_and_what_to_do()
    {
        var troubles = new List<StoreTrouble>();
        var options = _tokens.Options;
        options.Trouble = troubles.Add;
        await using var outbox = _folder.OpenOutbox(options);
        await _tokens.AppendAsync(outbox);

        await outbox.BeginEpochAsync(Evidence(outbox), Cancelled);

        var trouble = Assert.Single(troubles);
        Assert.Equal(StoreTroubleKind.Restored, trouble.Kind);
        Assert.Contains("A copy has spoken.", trouble.Detail, StringComparison.Ordinal);
        Assert.Contains("Check whether the card was restored or cloned", trouble.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_epoch_that_was_left_is_not_compared_again()
    {
        await using var outbox = _folder.OpenOutbox(_tokens.Options);
        await outbox.AnnounceAsync(1, Cancelled);
        outbox.EndAnnouncement();
        await _tokens.AppendAsync(outbox);
        var other = outbox.Statement with { Session = 9, Present = outbox.Statement.Present with { Sequence = 40 } };
        var evidence = StoreIdentity.Judge(outbox.Identity, other, isFirstLinkOfProcess: true)!;

        await outbox.BeginEpochAsync(evidence, Cancelled);

        Assert.Null(StoreIdentity.Judge(outbox.Identity, other, isFirstLinkOfProcess: true));
        Assert.Equal(40, outbox.Statement.Of(evidence.StoreEpoch)?.Sequence);
    }

    [Fact]
    public async Task A_damaged_store_keeps_what_it_knew_of_its_epochs()
    {
        EventId before;
        string after;
        await using (var outbox = _folder.OpenOutbox(_tokens.Options))
        {
            before = await _tokens.AppendAsync(outbox);
            await outbox.BeginEpochAsync(Evidence(outbox, highest: 50), Cancelled);
            after = outbox.StoreEpoch;
        }

        File.Delete(_folder.File + "-wal");
        SqliteConnection.ClearAllPools();
        OpeningTests.Execute(_folder, "DELETE FROM epoch; INSERT INTO epoch (first, name, seal) VALUES (1, 'ffffffffffffffff', 1)");
        await using var salvaged = _folder.OpenOutbox(_tokens.Options);
        Assert.True(salvaged.KnowsEpoch(before.StoreEpoch) && salvaged.KnowsEpoch(after));
        Assert.Equal(50, salvaged.Statement.Earlier[0].Sequence);
        Assert.Equal(["drop1", "gap2"], salvaged.ReadPending(0, 2).Select(Tokens.Of));
        Assert.Equal(salvaged.CurrentId(before), salvaged.ReadPending(0, 1)[0].Id);
    }

    private static StoreEvidence Evidence(Outbox.Outbox outbox, long? highest = null) =>
        new(outbox.StoreEpoch, outbox.StoreEpoch, highest, null, [], "A copy has spoken.");

    /// <summary>A store of a second run of the program; the first one has told one event.</summary>
    private async Task<(Outbox.Outbox Outbox, EventId Told)> OpenAfterTellingAsync()
    {
        EventId told;
        await using (var outbox = _folder.OpenOutbox(_tokens.Options))
        {
            await outbox.AnnounceAsync(1, Cancelled);
            told = await _tokens.AppendAsync(outbox);
        }

        return (_folder.OpenOutbox(_tokens.Options), told);
    }
}
