namespace StationAgent.Telemetry.Outbox;

/// <summary>The delivery state of a stored event.</summary>
public enum EventState
{
    /// <summary>Waits for the broker's acknowledgement.</summary>
    Pending = 0,

    /// <summary>The broker has acknowledged it; kept for <see cref="OutboxOptions.RetainDelivered"/>.</summary>
    Delivered = 1,

    /// <summary>
    /// Cannot be delivered as it is, or cannot be read unaltered; kept for a person as long as the limits of the store let it.
    /// </summary>
    SetAside = 2,
}
