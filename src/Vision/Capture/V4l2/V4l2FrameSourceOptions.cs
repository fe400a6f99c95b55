namespace StationAgent.Vision.Capture.V4l2;

/// <summary>The options of a USB camera.</summary>
/// <param name="Path">The device, best by its stable name under <c>/dev/v4l/by-id/</c>.</param>
public sealed record V4l2FrameSourceOptions(string Path)
{
    /// <summary>
    /// Columns that are asked for, from <see cref="CaptureLimits.MinimumWidth"/> to <see cref="CaptureLimits.MaximumWidth"/>; the driver takes the nearest
    /// that it has. Default 1280.
    /// </summary>
    public int Width { get; init; } = 1280;

    /// <summary>Rows that are asked for, from <see cref="CaptureLimits.MinimumHeight"/> to <see cref="CaptureLimits.MaximumHeight"/>. Default 720.</summary>
    public int Height { get; init; } = 720;

    /// <summary>
    /// Frames a second, from <see cref="CaptureLimits.MinimumRate"/> to <see cref="CaptureLimits.MaximumRate"/>; what the camera gives beyond goes back to
    /// the driver without being copied. Default 10.
    /// </summary>
    public double Rate { get; init; } = 10;

    /// <summary>True to hold the exposure as it is <see cref="LockAfter"/> after the start, where the camera can. Default false.</summary>
    public bool LockExposure { get; init; }

    /// <summary>True to hold the white balance as it is <see cref="LockAfter"/> after the start, where the camera can. Default false.</summary>
    public bool LockWhiteBalance { get; init; }

    /// <summary>The time in which the camera's automatics settle before they are held. Default 5 s.</summary>
    public TimeSpan LockAfter { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>A camera that fills no buffer for this time is lost. Default <see cref="CaptureLimits.DriverStart"/>: some need that for their first frame.</summary>
    public TimeSpan Silence { get; init; } = CaptureLimits.DriverStart;
}
