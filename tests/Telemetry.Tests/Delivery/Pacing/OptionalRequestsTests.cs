using StationAgent.Telemetry.Delivery.Pacing;
using Xunit;

namespace StationAgent.Telemetry.Tests;

public sealed class OptionalRequestsTests
{
    private static readonly TimeSpan Start = TimeSpan.FromHours(1);

    private readonly OptionalRequests _requests = new();

    [Fact]
    public void A_request_at_which_the_broker_ends_two_links_is_left_out_and_tried_again_later()
    {
        Assert.True(EndAt(RequestKind.State, "state/health", Start));
        Assert.True(EndAt(RequestKind.State, "state/health", Start));

        Assert.False(EndAt(RequestKind.State, "state/health", Start));
        var again = Start + OptionalRequests.FirstWait;
        Assert.True(EndAt(RequestKind.State, "state/health", again));
        Assert.False(EndAt(RequestKind.State, "state/health", again + OptionalRequests.FirstWait));
        Assert.True(EndAt(RequestKind.State, "state/health", again + (2 * OptionalRequests.FirstWait)));
    }

    [Fact]
    public void One_that_is_answered_between_is_not_to_blame()
    {
        EndAt(RequestKind.State, "state/health", Start);
        _requests.LinkBegins();
        Assert.True(_requests.TryBegin(RequestKind.State, "state/health", Start));
        _requests.Answered(RequestKind.State, "state/health");
        _requests.LinkEnded(byPeer: true, notAuthorised: false, eventsInFlight: false, Start);

        Assert.True(EndAt(RequestKind.State, "state/health", Start));
        Assert.True(_requests.TryBegin(RequestKind.State, "state/health", Start));
    }

    /// <summary>Some brokers answer that a message is not authorised and then end the link: the answer does not clear it.</summary>
    [Theory]
    [InlineData(1, true)]
    [InlineData(60, false)]
    public void One_that_is_refused_right_before_the_link_ends_is_left_out(int seconds, bool isBlamed)
    {
        Assert.True(_requests.TryBegin(RequestKind.State, "state/status", Start));
        _requests.Refused(RequestKind.State, "state/status", Start);
        Assert.Equal(isBlamed, _requests.LinkEnded(byPeer: true, notAuthorised: true, eventsInFlight: true, Start + TimeSpan.FromSeconds(seconds)));

        _requests.LinkBegins();
        Assert.Equal(!isBlamed, _requests.TryBegin(RequestKind.State, "state/status", Start + TimeSpan.FromMinutes(2)));
        Assert.False(_requests.IsCareful);
    }

    [Theory]
    [InlineData(false, false)]
    [InlineData(true, true)]
    public void A_lost_network_and_events_in_flight_blame_no_request(bool byPeer, bool eventsInFlight)
    {
        for (var i = 0; i < 10; i++)
        {
            _requests.LinkBegins();
            Assert.True(_requests.TryBegin(RequestKind.State, "state/status", Start));
            _requests.LinkEnded(byPeer, notAuthorised: false, eventsInFlight, Start);
            Assert.Equal(eventsInFlight, _requests.IsCareful);
        }
    }

    [Fact]
    public void A_broker_that_says_not_authorised_needs_no_second_link()
    {
        _requests.LinkBegins();
        _requests.TryBegin(RequestKind.State, "state/health", Start);
        _requests.LinkEnded(byPeer: true, notAuthorised: true, eventsInFlight: false, Start);

        Assert.False(_requests.TryBegin(RequestKind.State, "state/health", Start));
    }

    [Fact]
    public void A_policy_without_subscriptions_costs_two_links_and_not_two_for_each()
    {
        EndAt(RequestKind.Subscription, "state/status", Start);
        EndAt(RequestKind.Subscription, "state/status", Start);

        Assert.False(_requests.TryBegin(RequestKind.Subscription, "state/status", Start));
        Assert.False(_requests.TryBegin(RequestKind.Subscription, "state/outbox", Start));
        Assert.False(_requests.TryBegin(RequestKind.Subscription, "cmd/replay", Start));
        Assert.True(_requests.TryBegin(RequestKind.State, "state/health", Start));
    }

    [Fact]
    public void A_subscription_that_the_broker_once_allowed_stays()
    {
        _requests.LinkBegins();
        _requests.TryBegin(RequestKind.Subscription, "state/status", Start);
        _requests.Answered(RequestKind.Subscription, "state/status");
        EndAt(RequestKind.Subscription, "cmd/replay", Start);
        EndAt(RequestKind.Subscription, "cmd/replay", Start);

        Assert.True(_requests.TryBegin(RequestKind.Subscription, "state/status", Start));
        Assert.False(_requests.TryBegin(RequestKind.Subscription, "cmd/replay", Start));
    }

    [Fact]
    public void A_link_tries_only_one_request_again()
    {
        foreach (var name in new[] { "state/health", "state/inventory" })
        {
            EndAt(RequestKind.State, name, Start);
            EndAt(RequestKind.State, name, Start);
        }

        var later = Start + OptionalRequests.FirstWait;
        _requests.LinkBegins();
        Assert.True(_requests.TryBegin(RequestKind.State, "state/health", later));
        _requests.Answered(RequestKind.State, "state/health");
        Assert.False(_requests.TryBegin(RequestKind.State, "state/inventory", later));
        _requests.LinkBegins();
        Assert.True(_requests.TryBegin(RequestKind.State, "state/inventory", later));
    }

    [Fact]
    public void A_message_without_acknowledgement_is_blamed_only_for_an_end_that_follows_at_once()
    {
        for (var i = 0; i < 5; i++)
        {
            _requests.LinkBegins();
            Assert.True(_requests.TryBegin(RequestKind.Transient, "tele/metrics", Start));
            _requests.LinkEnded(byPeer: true, notAuthorised: false, eventsInFlight: false, Start + TimeSpan.FromSeconds(30));
        }

        Assert.True(EndAt(RequestKind.Transient, "tele/metrics", Start));
        Assert.True(EndAt(RequestKind.Transient, "tele/metrics", Start));
        Assert.False(EndAt(RequestKind.Transient, "tele/metrics", Start));
    }

    [Fact]
    public void A_request_that_is_ignored_is_left_out_at_once()
    {
        _requests.LinkBegins();
        _requests.TryBegin(RequestKind.State, "state/health", Start);
        _requests.Ignored(RequestKind.State, "state/health", Start);

        Assert.False(_requests.TryBegin(RequestKind.State, "state/health", Start));
    }

    // The broker ends a link at a request; false when the request was not made.
    private bool EndAt(RequestKind kind, string name, TimeSpan now)
    {
        _requests.LinkBegins();
        var isMade = _requests.TryBegin(kind, name, now);
        _requests.LinkEnded(byPeer: true, notAuthorised: false, eventsInFlight: false, now);
        return isMade;
    }
}
