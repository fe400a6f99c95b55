namespace StationAgent.Hosting.Configuration;

/// <summary>Section <c>Camera</c>.</summary>
internal sealed class CameraOptions
{
    /// <summary>Which camera.</summary>
    public CameraDriver Driver { get; set; } = CameraDriver.Simulated;

    /// <summary>Driver <c>folder</c>: where the pictures lie.</summary>
    public string? Path { get; set; }

    /// <summary>Pictures a second.</summary>
    public double FramesPerSecond { get; set; } = 10;

    /// <summary>Driver <c>iot_camera</c>.</summary>
    public IotCameraOptions Iot { get; } = new();
}
