namespace StationAgent.Telemetry.Delivery.Pacing;

/// <summary>Why a topic is paused.</summary>
internal enum PauseCause
{
    /// <summary>The broker answers that the device may not publish on it.</summary>
    NotAuthorised,

    /// <summary>The broker refuses its events one by one, and no other event of it got through since.</summary>
    Refused,

    /// <summary>The broker ends the link at its events.</summary>
    EndsLink,
}
