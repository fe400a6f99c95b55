namespace StationAgent.Weighing;

/// <summary>How the platform takes pieces.</summary>
internal enum PlatformKind
{
    /// <summary>One piece at a time is put on the platform, weighed and taken away; the scale returns to zero.</summary>
    Tray,

    /// <summary>The scale is under a bin: mass accumulates, each piece is a step up, and emptying is a large step down.</summary>
    Bin,
}
