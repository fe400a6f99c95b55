namespace StationAgent.Hosting.Configuration;

/// <summary>The scales that the agent can read.</summary>
internal enum ScaleDriver
{
    /// <summary>The simulated station's.</summary>
    Simulated,

    /// <summary>A terminal that speaks MT-SICS, on a serial port or over TCP.</summary>
    MtSics,

    /// <summary>A scale that streams lines, on a serial port or over TCP.</summary>
    Continuous,
}
