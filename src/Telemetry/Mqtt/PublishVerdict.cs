namespace StationAgent.Telemetry.Mqtt;

/// <summary>What to do after an acknowledgement.</summary>
internal enum PublishVerdict
{
    /// <summary>The broker has accepted the event.</summary>
    Delivered,

    /// <summary>The topic is refused: pause it and try one event at intervals.</summary>
    PauseTopic,

    /// <summary>The broker will never accept this event: set it aside.</summary>
    SetAside,

    /// <summary>The broker cannot accept events at the moment: stop sending for a while, then continue from the oldest.</summary>
    BackOff,
}
