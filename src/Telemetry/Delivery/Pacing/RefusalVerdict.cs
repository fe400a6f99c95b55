namespace StationAgent.Telemetry.Delivery.Pacing;

/// <summary>What a refusal says about the event.</summary>
internal enum RefusalVerdict
{
    /// <summary>Nothing: no event of its topic that was sent later got through.</summary>
    Unproven,

    /// <summary>One that was sent later got through: the event has to be sent once more.</summary>
    SendAgain,

    /// <summary>It was refused before, another one got through after that, and now it is refused again.</summary>
    Convicted,
}
