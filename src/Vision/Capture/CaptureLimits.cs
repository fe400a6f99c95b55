using StationAgent.Vision.Imaging;

namespace StationAgent.Vision.Capture;

/// <summary>
/// What a camera may be asked for, and how long it may be silent. Every frame source accepts each value from the least to the greatest, as long as the
/// pixels in all are not too many; they are defined nowhere else.
/// </summary>
public static class CaptureLimits
{
    /// <summary>Fewest frames a second: two of them come within <see cref="LongestSilence"/>.</summary>
    public const double MinimumRate = 1;

    /// <summary>Most frames a second.</summary>
    public const double MaximumRate = 60;

    /// <summary>Fewest columns.</summary>
    public const int MinimumWidth = 160;

    /// <summary>Most columns: wider pictures are not decoded.</summary>
    public const int MaximumWidth = PictureLimits.MaximumSide;

    /// <summary>Fewest rows.</summary>
    public const int MinimumHeight = 120;

    /// <summary>Most rows: higher pictures are not decoded.</summary>
    public const int MaximumHeight = PictureLimits.MaximumSide;

    /// <summary>Most pixels in all, columns times rows: larger pictures are not decoded.</summary>
    public const int MaximumPixels = PictureLimits.MaximumPixels;

    /// <summary>Longest frame of a camera in bytes: a JPEG file of the most pixels at a usual quality.</summary>
    public const int MaximumFrameBytes = 4 << 20;

    /// <summary>A camera that has delivered frames and delivers none for this time is lost.</summary>
    public static TimeSpan LongestSilence { get; } = TimeSpan.FromSeconds(2);

    /// <summary>
    /// Longest time from opening a sensor to its first reading: some cameras, restreamers and terminals take seconds to start. Service and
    /// <c>doctor</c> wait this long for every driver, and nothing that is started for the first reading is given up before.
    /// </summary>
    public static TimeSpan LongestStart { get; } = LongestSilence * 5;

    /// <summary>A driver that knows why it has no first frame says so before <see cref="LongestStart"/> is over.</summary>
    public static TimeSpan DriverStart { get; } = LongestStart * 0.9;

    /// <summary>A driver that knows why no further frame comes says so before <see cref="LongestSilence"/> is over.</summary>
    public static TimeSpan DriverSilence { get; } = LongestSilence * 0.9;

    /// <summary>Longest time for closing a camera; a driver that hangs longer is left behind.</summary>
    internal static TimeSpan LongestEnd { get; } = LongestSilence;
}
