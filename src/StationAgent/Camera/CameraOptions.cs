namespace StationAgent.Camera;

/// <summary>Section <c>Camera</c>.</summary>
internal sealed class CameraOptions
{
    /// <summary>Which camera.</summary>
    public CameraDriver Driver { get; set; } = CameraDriver.Simulated;

    /// <summary>Drivers <c>folder</c> and <c>recorded</c>: where the pictures lie. Driver <c>v4l2</c>: the device, best under <c>/dev/v4l/by-id/</c>.</summary>
    public string? Path { get; set; }

    /// <summary>Driver <c>mjpeg</c>: address of the stream.</summary>
    public string? Url { get; set; }

    /// <summary>Driver <c>mjpeg</c>: user, or null for none.</summary>
    public string? UserName { get; set; }

    /// <summary>Driver <c>mjpeg</c>: file with the user's password.</summary>
    public string? PasswordFile { get; set; }

    /// <summary>Driver <c>rpicam</c>: name or path of the program.</summary>
    public string Program { get; set; } = "rpicam-vid";

    /// <summary>Columns that <c>v4l2</c> and <c>rpicam</c> are asked for.</summary>
    public int Width { get; set; } = 1280;

    /// <summary>Rows that <c>v4l2</c> and <c>rpicam</c> are asked for.</summary>
    public int Height { get; set; } = 720;

    /// <summary>Pictures a second.</summary>
    public double FramesPerSecond { get; set; } = 10;

    /// <summary>Driver <c>v4l2</c>: hold the exposure that the camera found in its first seconds.</summary>
    public bool LockExposure { get; set; }

    /// <summary>Driver <c>v4l2</c>: hold the white balance that the camera found in its first seconds.</summary>
    public bool LockWhiteBalance { get; set; }

    /// <summary>Driver <c>iot_camera</c>.</summary>
    public IotCameraOptions Iot { get; } = new();

    /// <summary>Whether pictures come from a sensor, or from what behaves like one: then no two are the same.</summary>
    public bool IsLive => Driver is not (CameraDriver.Folder or CameraDriver.Recorded);
}
