namespace StationAgent.Scale;

/// <summary>The scales that the agent can read.</summary>
internal enum ScaleDriver
{
    /// <summary>The simulated station's.</summary>
    Simulated,

    /// <summary>A terminal that speaks MT-SICS, on a serial port or over TCP.</summary>
    MtSics,

    /// <summary>A scale that streams lines, on a serial port or over TCP.</summary>
    Continuous,

    /// <summary>A load cell behind an HX711 that the kernel's driver reads: recommended.</summary>
    Hx711Iio,

    /// <summary>A load cell behind an HX711 that the agent clocks on two GPIO pins.</summary>
    Hx711Gpio,

    /// <summary>The HX711 driver of the device bindings, in builds that hold them.</summary>
    IotHx711,
}
