namespace StationAgent.Telemetry.Mqtt;

/// <summary>What earlier attempts to connect have shown of the broker's versions.</summary>
/// <param name="SilentAttempts">The number of attempts in a row in which the broker did not answer MQTT 5 in time.</param>
/// <param name="LacksFive">
/// True when the broker left MQTT 5 unanswered right after it had answered 3.1.1, so that it was known to be up. MQTT 5 is offered first all the same.
/// </param>
internal readonly record struct ConnectHistory(int SilentAttempts, bool LacksFive)
{
    /// <summary>Returns the history after an attempt to connect.</summary>
    /// <param name="tried">The offers of the attempt and what they came to, in their order.</param>
    public ConnectHistory After(IReadOnlyList<(ConnectOffer Offer, ConnectOutcome Outcome)> tried)
    {
        var five = tried.Where(static one => one.Offer.Version == ConnectOffer.Five.Version).Select(static one => one.Outcome).ToArray();
        if (five.Length == 0)
        {
            return this;
        }

        return five[^1] switch
        {
            ConnectOutcome.Connected or ConnectOutcome.WrongVersion => default,
            ConnectOutcome.Silent or ConnectOutcome.Closed when five.Length > 1 => new ConnectHistory(0, LacksFive: true),
            ConnectOutcome.Silent => this with { SilentAttempts = SilentAttempts + 1 },
            _ => this with { SilentAttempts = 0 },
        };
    }
}
