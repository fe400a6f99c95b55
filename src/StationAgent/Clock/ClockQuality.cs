namespace StationAgent.Clock;

/// <summary>How far wall times can be trusted.</summary>
internal enum ClockQuality
{
    /// <summary>The kernel's clock is synchronised with a time source.</summary>
    Synchronised,

    /// <summary>The clock was not set, or the time service has lost its source: the wall time may be wrong by years.</summary>
    Unsynchronised,

    /// <summary>The kernel gives no answer.</summary>
    Unknown,
}
