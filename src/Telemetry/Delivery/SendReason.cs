namespace StationAgent.Telemetry.Delivery;

/// <summary>Why an event is sent.</summary>
internal enum SendReason
{
    /// <summary>The event is pending.</summary>
    Pending,

    /// <summary>The event is pending, and with it a topic is tried that the broker has refused.</summary>
    Trial,

    /// <summary>The receipt for the event is overdue.</summary>
    ReceiptOverdue,

    /// <summary>A replay was requested.</summary>
    Replay,

    /// <summary>The event was set aside, and what the broker accepts has changed since.</summary>
    SecondChance,
}
