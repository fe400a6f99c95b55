namespace StationAgent.Telemetry.Delivery;

/// <summary>Why an event is sent.</summary>
internal enum SendReason
{
    /// <summary>The event is pending.</summary>
    Pending,

    /// <summary>The receipt for the event is overdue.</summary>
    ReceiptOverdue,

    /// <summary>A replay was requested.</summary>
    Replay,
}
