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

    /// <summary>Focus of a lens with a motor in dioptres, the reciprocal of the distance in metres: 0 for infinity, 32 at most. Null for autofocus.</summary>
    public double? LensPosition { get; init; }

    /// <summary>Exposure time. Null for the automatic.</summary>
    public TimeSpan? Shutter { get; init; }

    /// <summary>Analogue and digital gain together, 1 at least. Null for the automatic.</summary>
    public double? Gain { get; init; }

    /// <summary>White balance, one of the program's names, such as <c>daylight</c>. Null for <c>auto</c>.</summary>
    public string? WhiteBalance { get; init; }

    /// <summary>Fixed gain of red; needs <see cref="BlueGain"/>. Null for the automatic.</summary>
    public double? RedGain { get; init; }

    /// <summary>Fixed gain of blue; needs <see cref="RedGain"/>. Null for the automatic.</summary>
    public double? BlueGain { get; init; }
}
