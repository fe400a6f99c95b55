namespace StationAgent.Vision.Capture.Rpicam;

/// <summary>How a Raspberry Pi's CSI camera is read.</summary>
public sealed record RpicamFrameSourceOptions
{
    /// <summary>Name or path of the program. Default <c>rpicam-vid</c>; older systems call it <c>libcamera-vid</c>.</summary>
    public string Program { get; init; } = "rpicam-vid";

    /// <summary>Columns, 16–4096. Default 1280.</summary>
    public int Width { get; init; } = 1280;

    /// <summary>Rows, 16–4096. Default 720.</summary>
    public int Height { get; init; } = 720;

    /// <summary>Frames a second, over 0 to 240. Default 10.</summary>
    public double Rate { get; init; } = 10;

    /// <summary>Longest frame in bytes. Default 4 MiB.</summary>
    public int MaxBytes { get; init; } = 4 << 20;
}
