namespace StationAgent.Weighing;

/// <summary>How the platform takes pieces.</summary>
internal enum PlatformKind
{
    /// <summary>The piece lies alone, is weighed, and is carried off; the scale returns to zero.</summary>
    Tray,

    /// <summary>The scale is under a bin: mass accumulates, each piece is a step, emptying is a large negative step.</summary>
    Bin,
}
