using StationAgent.Telemetry.Delivery.Pacing;
using Xunit;

namespace StationAgent.Telemetry.Tests;

public sealed class PausedTopicsTests
{
    private const string Topic = "evt/dropoff";

    private static readonly TimeSpan Retry = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan Start = TimeSpan.FromHours(1);

    private readonly PausedTopics _paused = new(Retry);

    [Fact]
    public void A_link_that_ends_right_after_a_refusal_makes_the_topic_one_that_ends_links()
    {
        _paused.Pause(Topic, PauseCause.NotAuthorised, sequence: 1, controls: 0, Start);
        Assert.True(_paused.LinkEndedAtRefusal(Start + TimeSpan.FromSeconds(1)));

        _paused.LinkBegins(Start + TimeSpan.FromSeconds(5));
        Assert.Null(_paused.TakeDue(Start + TimeSpan.FromSeconds(5)));
        Assert.True(_paused.IsNewLinkDue(Start + Retry + TimeSpan.FromSeconds(1)));

        _paused.LinkBegins(Start + Retry + TimeSpan.FromSeconds(1));
        Assert.Equal(Topic, _paused.TakeDueAlone(Start + Retry + TimeSpan.FromSeconds(1))?.Topic);
    }

    [Fact]
    public void A_link_that_ends_later_has_another_cause()
    {
        _paused.Pause(Topic, PauseCause.NotAuthorised, sequence: 1, controls: 0, Start);
        Assert.False(_paused.LinkEndedAtRefusal(Start + TimeSpan.FromSeconds(30)));

        _paused.LinkBegins(Start + TimeSpan.FromSeconds(35));
        Assert.Equal(Topic, _paused.TakeDue(Start + TimeSpan.FromSeconds(35))?.Topic);
    }

    [Fact]
    public void Controls_follow_at_once_and_then_control_and_oldest_take_turns()
    {
        Assert.False(_paused.Pause(Topic, PauseCause.Refused, sequence: 1, PausedTopics.ControlsAtOnce, Start));
        for (var i = 1; i <= PausedTopics.ControlsAtOnce; i++)
        {
            Assert.Equal(new PausedTopicTry(Topic, IsControl: true, IsAtOnce: true), _paused.TakeDue(Start));
            Assert.Null(_paused.TakeDue(Start));
            _paused.Trying(Topic, 1 + i);
            Assert.Equal(i == PausedTopics.ControlsAtOnce, _paused.Pause(Topic, PauseCause.Refused, 1 + i, PausedTopics.ControlsAtOnce, Start));
        }

        Assert.Null(_paused.TakeDue(Start + Retry - TimeSpan.FromSeconds(1)));
        Assert.False(_paused.TakeDue(Start + Retry)!.Value.IsControl);
        Assert.True(_paused.TakeDue(Start + (2 * Retry))!.Value.IsControl);
    }
}
