namespace StationAgent.Scale.LoadCell;

/// <summary>The result of clocking out one conversion.</summary>
internal enum Hx711Frame
{
    /// <summary>A reading.</summary>
    Good,

    /// <summary>No conversion became ready in time.</summary>
    NotReady,

    /// <summary>A clock pulse was longer than the chip allows, and not long enough to power it down.</summary>
    LongPulse,

    /// <summary>A clock pulse was so long that the chip may have powered down in the middle of the reading.</summary>
    PoweredDown,

    /// <summary>All bits were ones: DOUT did not change. A true reading of -1 is lost with it.</summary>
    StuckHigh,

    /// <summary>DOUT is still low after the last pulse, where a chip in step holds it high.</summary>
    StuckLow,
}
