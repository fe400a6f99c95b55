namespace StationAgent.Camera;

/// <summary>What a camera can be asked for, whichever driver reads it.</summary>
internal static class CameraLimits
{
    /// <summary>The narrowest picture, in pixels.</summary>
    public const int LeastWidth = 160;

    /// <summary>The lowest picture, in pixels.</summary>
    public const int LeastHeight = 120;

    /// <summary>The largest side of a picture, in pixels.</summary>
    public const int MostSide = 4_096;

    /// <summary>Fewest pictures a second: a camera that is slower would count as silent.</summary>
    public const double LowestRate = 1;

    /// <summary>Most pictures a second.</summary>
    public const double HighestRate = 60;
}
