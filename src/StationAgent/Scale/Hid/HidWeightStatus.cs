namespace StationAgent.Scale.Hid;

/// <summary>What a scale says about its weight: the usages 0x71 to 0x78, counted from 1.</summary>
internal enum HidWeightStatus
{
    /// <summary>The scale has failed.</summary>
    Fault = 1,

    /// <summary>It rests at the centre of its zero.</summary>
    StableAtZero = 2,

    /// <summary>The load moves.</summary>
    InMotion = 3,

    /// <summary>The load rests.</summary>
    Stable = 4,

    /// <summary>The load is below zero; the report has its amount without the sign.</summary>
    UnderZero = 5,

    /// <summary>The load is above the limit of the scale.</summary>
    OverLimit = 6,

    /// <summary>The scale asks to be calibrated.</summary>
    NeedsCalibration = 7,

    /// <summary>The scale asks to be set to zero.</summary>
    NeedsRezeroing = 8,
}
