namespace StationAgent.Telemetry.Mqtt;

/// <summary>What follows from an acknowledgement.</summary>
internal enum PublishVerdict
{
    /// <summary>The broker has it.</summary>
    Delivered,

    /// <summary>The topic is refused: pause it, try one event now and then.</summary>
    PauseTopic,

    /// <summary>This event will never be taken: set it aside.</summary>
    SetAside,

    /// <summary>The broker cannot at the moment: stop sending for a while, then go on from the oldest.</summary>
    BackOff,
}
