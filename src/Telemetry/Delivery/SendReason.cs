namespace StationAgent.Telemetry.Delivery;

/// <summary>Why an event goes out.</summary>
internal enum SendReason
{
    /// <summary>It is pending.</summary>
    Pending,

    /// <summary>Its receipt has not come.</summary>
    ReceiptOverdue,

    /// <summary>Somebody wants it again.</summary>
    Replay,
}
