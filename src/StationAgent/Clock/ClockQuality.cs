namespace StationAgent.Clock;

/// <summary>How far wall times can be believed.</summary>
internal enum ClockQuality
{
    /// <summary>The kernel's clock is kept in step with a time source.</summary>
    Synchronised,

    /// <summary>Nobody has set the clock, or its keeper has lost its source: the wall time may be years off.</summary>
    Unsynchronised,

    /// <summary>The kernel would not say.</summary>
    Unknown,
}
