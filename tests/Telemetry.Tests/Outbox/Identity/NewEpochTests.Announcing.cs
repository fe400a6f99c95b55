using StationAgent.Telemetry.Outbox;
using Xunit;

namespace StationAgent.Telemetry.Tests;

/// <content>What may be sent, before and after.</content>
public sealed partial class NewEpochTests
{
    [Fact]
    public async Task Nothing_above_what_was_announced_may_be_sent_before_it_is()
    {
        var (first, told) = await OpenAfterTellingAsync();
        await using var outbox = first;
        var later = await _tokens.AppendAsync(outbox);
        Assert.Equal((1, 1), (outbox.AnnouncedUpTo, outbox.AnnouncedSession));
        Assert.True(outbox.NoteAnnounced(told));
        Assert.False(outbox.NoteAnnounced(later));

        await outbox.AnnounceAsync(2, Cancelled);

        Assert.True(outbox.NoteAnnounced(later));
        Assert.Equal((2, 2), (outbox.AnnouncedUpTo, outbox.AnnouncedSession));
    }

    [Fact]
    public async Task An_old_id_is_never_sent_again_and_a_new_one_only_after_it_was_announced()
    {
        await using var outbox = _folder.OpenOutbox(_tokens.Options);
        await outbox.AnnounceAsync(1, Cancelled);
        var old = await _tokens.AppendAsync(outbox);
        await outbox.BeginEpochAsync(Evidence(outbox), Cancelled);
        var now = outbox.CurrentId(old);
        Assert.False(outbox.NoteAnnounced(old));
        Assert.False(outbox.NoteAnnounced(now));

        await outbox.AnnounceAsync(2, Cancelled);

        Assert.False(outbox.NoteAnnounced(old));
        Assert.True(outbox.NoteAnnounced(now));
    }

    [Fact]
    public async Task An_event_that_was_sent_over_the_present_link_stays()
    {
        await using var outbox = _folder.OpenOutbox(_tokens.Options);
        await outbox.AnnounceAsync(1, Cancelled);
        var sent = await _tokens.AppendAsync(outbox);
        var unsent = await _tokens.AppendAsync(outbox);
        Assert.True(outbox.NoteAnnounced(sent));

        await outbox.BeginEpochAsync(Evidence(outbox), Cancelled);

        Assert.Equal(sent, outbox.CurrentId(sent));
        Assert.NotEqual(unsent, outbox.CurrentId(unsent));
    }

    [Fact]
    public async Task Events_that_were_stored_after_the_link_ended_were_not_sent()
    {
        EventId before;
        EventId after;
        await using (var outbox = _folder.OpenOutbox(_tokens.Options))
        {
            await outbox.AnnounceAsync(1, Cancelled);
            before = await _tokens.AppendAsync(outbox);
            Assert.True(outbox.NoteAnnounced(before));
            outbox.EndAnnouncement();
            after = await _tokens.AppendAsync(outbox);
            Assert.False(outbox.NoteAnnounced(after));
        }

        await using var reopened = _folder.OpenOutbox(_tokens.Options);
        Assert.Equal(before.Sequence, reopened.AnnouncedUpTo);
    }

    [Fact]
    public async Task Events_that_both_copies_have_stay_because_the_other_may_have_sent_them()
    {
        await using var outbox = _folder.OpenOutbox(_tokens.Options);
        var shared = await _tokens.AppendAsync(outbox);
        var own = await _tokens.AppendAsync(outbox);

        await outbox.BeginEpochAsync(Evidence(outbox) with { CommonUpTo = 1 }, Cancelled);

        Assert.Equal(shared, outbox.CurrentId(shared));
        Assert.NotEqual(own, outbox.CurrentId(own));
    }
}
