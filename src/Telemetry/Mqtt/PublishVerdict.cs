namespace StationAgent.Telemetry.Mqtt;

/// <summary>What the acknowledgement of an event says about it.</summary>
internal enum PublishVerdict
{
    /// <summary>The broker has accepted the event.</summary>
    Delivered,

    /// <summary>The device may not publish on this topic, whatever the event: pause the topic.</summary>
    NotAuthorised,

    /// <summary>The broker will not accept this event as it is, or no event like it: find out which.</summary>
    Refused,

    /// <summary>The broker cannot accept events at the moment: stop sending for a while, then continue from the oldest.</summary>
    BackOff,
}
