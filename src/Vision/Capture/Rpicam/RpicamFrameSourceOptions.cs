namespace StationAgent.Vision.Capture.Rpicam;

/// <summary>The options of a Raspberry Pi's CSI camera.</summary>
public sealed record RpicamFrameSourceOptions
{
    /// <summary>Name or path of the program. Default <c>rpicam-vid</c>; older systems call it <c>libcamera-vid</c>.</summary>
    public string Program { get; init; } = "rpicam-vid";

    /// <summary>Columns, from <see cref="CaptureLimits.MinimumWidth"/> to <see cref="CaptureLimits.MaximumWidth"/>. Default 1280.</summary>
    public int Width { get; init; } = 1280;

    /// <summary>Rows, from <see cref="CaptureLimits.MinimumHeight"/> to <see cref="CaptureLimits.MaximumHeight"/>. Default 720.</summary>
    public int Height { get; init; } = 720;

    /// <summary>Frames a second, from <see cref="CaptureLimits.MinimumRate"/> to <see cref="CaptureLimits.MaximumRate"/>. Default 10.</summary>
    public double Rate { get; init; } = 10;
}
