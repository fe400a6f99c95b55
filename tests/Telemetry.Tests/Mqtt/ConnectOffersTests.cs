using CsCheck;
using StationAgent.Telemetry.Mqtt;
using Xunit;

namespace StationAgent.Telemetry.Tests.Mqtt;

/// <summary>The offers against imagined brokers.</summary>
public sealed class ConnectOffersTests
{
    private static readonly ConnectOffer Five = ConnectOffer.Five;
    private static readonly ConnectOffer Old = ConnectOffer.Old;

    private static readonly Gen<ConnectOutcome> Outcome = Gen.Int[0, (int)ConnectOutcome.Silent].Select(static one => (ConnectOutcome)one);

    [Fact]
    public void Whatever_happens_an_attempt_begins_with_5_and_ends_soon() => Gen.Select(Outcome.Array[8], Gen.Int[0, 9], Gen.Bool).Sample(static (outcomes, silent, lacks) =>
    {
        var offers = Run(MqttProtocol.Auto, new ConnectHistory(silent, lacks), (_, turn) => outcomes[turn]).Tried;
        Assert.Equal(Five, offers[0].Offer);
        Assert.InRange(offers.Count, 1, 6);
        if (offers.Any(static one => one.Outcome == ConnectOutcome.Connected))
        {
            // A connection is given up only for a better one; when that one fails, the attempt ends with what worked.
            var first = offers.First(static one => one.Outcome == ConnectOutcome.Connected).Offer;
            Assert.True(offers[^1].Outcome == ConnectOutcome.Connected || offers[^1].Offer == first);
        }
    });

    [Theory]
    [InlineData(MqttProtocol.V5)]
    [InlineData(MqttProtocol.V311)]
    public void A_configured_version_is_the_only_one_offered(MqttProtocol configured) => Outcome.Sample(outcome =>
    {
        var tried = Run(configured, new ConnectHistory(9, LacksFive: true), (_, _) => outcome).Tried;
        Assert.All(tried, one => Assert.Equal((configured == MqttProtocol.V5 ? Five : Old).Version, one.Offer.Version));
        Assert.Equal(tried.Count, tried.Select(static one => one.Offer).Distinct().Count());
    });

    /// <summary>The broker may refuse the connection for the topic of the will, for its size, and for being retained.</summary>
    [Fact]
    public void A_broker_that_refuses_the_will_gets_less_of_one()
    {
        var noRetain = Run(MqttProtocol.Auto, default, static (offer, _) => offer.Will == ConnectWill.Retained ? ConnectOutcome.WillNotSupported : ConnectOutcome.Connected);
        Assert.Equal([Five, Five with { Will = ConnectWill.Plain }], noRetain.Tried.Select(static one => one.Offer));

        var noWill = Run(MqttProtocol.Auto, default, static (offer, _) => offer.Will == ConnectWill.None ? ConnectOutcome.Connected : ConnectOutcome.NotAllowed);
        Assert.Equal([Five, Five with { Will = ConnectWill.None }], noWill.Tried.Select(static one => one.Offer));

        var oldWithoutWill = Run(
            MqttProtocol.Auto,
            default,
            static (offer, _) => offer.Version == Five.Version ? ConnectOutcome.WrongVersion : offer.Will == ConnectWill.None ? ConnectOutcome.Connected : ConnectOutcome.NotAllowed);
        Assert.Equal([Five, Old, Old with { Will = ConnectWill.None }], oldWithoutWill.Tried.Select(static one => one.Offer));
    }

    [Fact]
    public void A_broker_that_says_that_it_lacks_5_gets_3_1_1_next() =>
        AssertOffers([Five, Old], Run(MqttProtocol.Auto, default, (offer, _) => offer == Five ? ConnectOutcome.WrongVersion : ConnectOutcome.Connected));

    [Fact]
    public void A_broker_that_closes_on_5_is_asked_once_more_and_later_known()
    {
        static ConnectOutcome OldBroker(ConnectOffer offer, int turn) => offer == Five ? ConnectOutcome.Closed : ConnectOutcome.Connected;
        var first = Run(MqttProtocol.Auto, default, OldBroker);
        AssertOffers([Five, Old, Five, Old], first);
        AssertOffers([Five, Old], Run(MqttProtocol.Auto, first.History, OldBroker));

        // It was updated: 5 is used at the next connect, and what was known is forgotten.
        var updated = Run(MqttProtocol.Auto, first.History, static (_, _) => ConnectOutcome.Connected);
        AssertOffers([Five], updated);
        Assert.Equal(default, updated.History);
    }

    [Fact]
    public void A_broker_that_was_only_starting_is_left_with_5() =>
        AssertOffers([Five, Old, Five], Run(MqttProtocol.Auto, default, static (_, turn) => turn == 0 ? ConnectOutcome.Closed : ConnectOutcome.Connected));

    [Fact]
    public void A_frozen_broker_gets_3_1_1_only_after_some_attempts_and_never_stays_with_it()
    {
        var history = default(ConnectHistory);
        for (var i = 0; i < ConnectOffers.SilentAttempts; i++)
        {
            var silent = Run(MqttProtocol.Auto, history, static (_, _) => ConnectOutcome.Silent);
            AssertOffers([Five], silent);
            history = silent.History;
        }

        AssertOffers([Five, Old], Run(MqttProtocol.Auto, history, static (_, _) => ConnectOutcome.Silent));

        // It thaws after it was asked for 5.
        AssertOffers([Five, Old, Five], Run(MqttProtocol.Auto, history, static (_, turn) => turn == 0 ? ConnectOutcome.Silent : ConnectOutcome.Connected));
    }

    [Fact]
    public void A_broker_that_never_answers_5_is_reached_by_3_1_1()
    {
        static ConnectOutcome Mute(ConnectOffer offer, int turn) => offer == Five ? ConnectOutcome.Silent : ConnectOutcome.Connected;
        var (history, attempts) = (default(ConnectHistory), 0);
        IReadOnlyList<(ConnectOffer Offer, ConnectOutcome Outcome)> tried;
        do
        {
            (tried, history) = Run(MqttProtocol.Auto, history, Mute);
            attempts++;
        }
        while (tried[^1].Outcome != ConnectOutcome.Connected);
        Assert.Equal(ConnectOffers.SilentAttempts + 1, attempts);
        AssertOffers([Five, Old], Run(MqttProtocol.Auto, history, Mute));
    }

    private static (IReadOnlyList<(ConnectOffer Offer, ConnectOutcome Outcome)> Tried, ConnectHistory History) Run(
        MqttProtocol configured, ConnectHistory history, Func<ConnectOffer, int, ConnectOutcome> broker)
    {
        var tried = new List<(ConnectOffer Offer, ConnectOutcome Outcome)>();
        while (ConnectOffers.Next(configured, history, tried) is { } offer)
        {
            tried.Add((offer, broker(offer, tried.Count)));
        }

        return (tried, history.After(tried));
    }

    private static void AssertOffers(
        ConnectOffer[] expected, (IReadOnlyList<(ConnectOffer Offer, ConnectOutcome Outcome)> Tried, ConnectHistory History) attempt) =>
        Assert.Equal(expected, attempt.Tried.Select(static one => one.Offer));
}
