using StationAgent.Telemetry.Delivery.Pacing;
using Xunit;

namespace StationAgent.Telemetry.Tests;

public sealed class PoisonEventDetectorTests
{
    private readonly PoisonEventDetector _watch = new();

    [Fact]
    public void An_event_that_breaks_three_links_is_sent_alone()
    {
        for (var i = 0; i < PoisonEventDetector.LinksUntilSuspicion; i++)
        {
            Assert.Null(_watch.Alone);
            Assert.Null(_watch.LinkEnded([7, 8], byPeer: true));
        }

        Assert.Equal(7, _watch.Alone);
        _watch.SentAlone(7);
        Assert.Equal(7, _watch.LinkEnded([7], byPeer: true));
        Assert.Equal(8, _watch.Alone);
        _watch.Answered(8);
        Assert.Null(_watch.Alone);
    }

    [Fact]
    public void A_suspect_that_the_broker_answers_is_cleared()
    {
        Break(3, [7]);

        _watch.Answered(7);

        Assert.Null(_watch.Alone);
        Assert.Null(_watch.LinkEnded([7], byPeer: true));
        Assert.Null(_watch.Alone);
    }

    [Fact]
    public void A_link_that_ends_while_others_are_in_flight_says_nothing_about_one_event()
    {
        _watch.SentAlone(7);

        Assert.Null(_watch.LinkEnded([7, 8], byPeer: true));
    }

    [Fact]
    public void A_lost_network_never_makes_events_suspected()
    {
        for (var i = 0; i < 20; i++)
        {
            Assert.Null(_watch.LinkEnded([7, 8], byPeer: false));
            Assert.Null(_watch.Alone);
        }
    }

    [Fact]
    public void A_lost_network_does_not_convict_a_suspect_that_is_sent_alone()
    {
        Break(3, [7]);
        _watch.SentAlone(7);

        Assert.Null(_watch.LinkEnded([7], byPeer: false));
        Assert.Null(_watch.LinkEnded([], byPeer: true));

        Assert.Equal(7, _watch.Alone);
    }

    [Fact]
    public void An_answer_between_the_losses_starts_the_count_again()
    {
        Break(2, [7]);
        _watch.Answered(6);
        Break(1, [7]);

        Break(2, [7]);

        Assert.Null(_watch.Alone);
        Break(1, [7]);
        Assert.Equal(7, _watch.Alone);
    }

    [Fact]
    public void Only_events_in_flight_at_all_three_losses_are_suspected()
    {
        Break(1, [6, 7]);
        Break(1, [7, 8]);
        Break(1, [7, 9]);

        _watch.Forget(7);

        Assert.Null(_watch.Alone);
    }

    private void Break(int links, long[] inFlight)
    {
        for (var i = 0; i < links; i++)
        {
            Assert.Null(_watch.LinkEnded(inFlight, byPeer: true));
        }
    }
}
