namespace StationAgent.BinLevel;

/// <summary>How the agent can tell how full the bin is.</summary>
internal enum BinLevelDriver
{
    /// <summary>It does not.</summary>
    None,

    /// <summary>An ultrasonic sensor HC-SR04 or one like it above the bin.</summary>
    Distance,

    /// <summary>The mass in the bin, which stands on the scale.</summary>
    Mass,

    /// <summary>The HC-SR04 driver of the device bindings, in builds that hold them.</summary>
    IotDistance,
}
