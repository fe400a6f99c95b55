namespace StationAgent.Telemetry.Mqtt;

/// <summary>
/// Decides which offers an attempt to connect makes. MQTT 5 is always the first, because only it can say that an event is refused. A broker that
/// says that it does not speak it gets 3.1.1, and so does one that closes the connection without an answer. Both may also be the doing of a broker that is
/// just starting, and silence of one that hangs; so when 3.1.1 is accepted without such a word, MQTT 5 is offered once more to a broker that is
/// known to be up, before the agent settles for less. A broker that refuses the connection for something that the will may be the cause of gets the same
/// offer with less of a will: events must flow whatever becomes of presence. Pure.
/// </summary>
internal static class ConnectOffers
{
    /// <summary>After this number of silent attempts in a row, each further one offers 3.1.1 too.</summary>
    public const int SilentAttempts = 2;

    /// <summary>Returns the next offer of an attempt to connect.</summary>
    /// <param name="configured">The version that the configuration allows.</param>
    /// <param name="history">What earlier attempts have shown.</param>
    /// <param name="tried">The offers of this attempt and what they came to, in their order.</param>
    /// <returns>The offer; null when the last outcome is final.</returns>
    public static ConnectOffer? Next(
        MqttProtocol configured, ConnectHistory history, IReadOnlyList<(ConnectOffer Offer, ConnectOutcome Outcome)> tried)
    {
        var will = tried.Count == 0 ? ConnectWill.Retained : tried[^1].Offer.Will;
        if (tried.Count > 0 && tried[^1].Outcome != ConnectOutcome.Connected && tried.FirstOrDefault(static one => one.Outcome == ConnectOutcome.Connected) is { Outcome: ConnectOutcome.Connected } worked)
        {
            // The attempt at a better version has failed: back to what worked, once.
            return tried[^1].Offer == worked.Offer ? null : worked.Offer;
        }

        if (tried.Count > 0 && WithLess(will, tried[^1].Outcome) is { } less)
        {
            return tried[^1].Offer with { Will = less };
        }

        // A version that was tried with another will is not a new version.
        var versions = tried.Where(one => one.Offer.Will == will).ToArray();
        return NextVersion(configured, history, versions) is { } next && !tried.Any(one => one.Offer.Version == next.Version && one.Offer.Will < will)
            ? next with { Will = will }
            : null;
    }

    private static ConnectWill? WithLess(ConnectWill will, ConnectOutcome outcome) => (outcome, will) switch
    {
        (ConnectOutcome.WillNotSupported, ConnectWill.Retained) => ConnectWill.Plain,
        (ConnectOutcome.WillNotSupported or ConnectOutcome.NotAllowed, not ConnectWill.None) => ConnectWill.None,
        _ => null,
    };

    private static ConnectOffer? NextVersion(
        MqttProtocol configured, ConnectHistory history, (ConnectOffer Offer, ConnectOutcome Outcome)[] tried) => (configured, tried.Length) switch
        {
            (MqttProtocol.V311, 0) => ConnectOffer.Old,
            (_, 0) => ConnectOffer.Five,
            (not MqttProtocol.Auto, _) => null,
            (_, 1) => tried[0].Outcome switch
            {
                ConnectOutcome.WrongVersion or ConnectOutcome.Closed => ConnectOffer.Old,
                ConnectOutcome.Silent when history.LacksFive || history.SilentAttempts >= SilentAttempts => ConnectOffer.Old,
                _ => null,
            },
            (_, 2) when tried[1].Outcome == ConnectOutcome.Connected && tried[0].Outcome != ConnectOutcome.WrongVersion && !history.LacksFive => ConnectOffer.Five,
            _ => null,
        };
}
