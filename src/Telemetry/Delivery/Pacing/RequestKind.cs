namespace StationAgent.Telemetry.Delivery.Pacing;

/// <summary>What a link asks of the broker beside delivery.</summary>
internal enum RequestKind
{
    /// <summary>A subscription.</summary>
    Subscription,

    /// <summary>A state document.</summary>
    State,

    /// <summary>An answer to a command.</summary>
    Answer,

    /// <summary>A message without an acknowledgement.</summary>
    Transient,
}
