namespace StationAgent.Camera;

/// <summary>Section <c>Camera:Iot</c>: a UVC camera by the driver of the device bindings.</summary>
internal sealed class IotCameraOptions
{
    /// <summary>Path of the device; it must end in a number.</summary>
    public string Device { get; set; } = "/dev/video0";

    /// <summary>Width of the pictures, in pixels.</summary>
    public int Width { get; set; } = 1280;

    /// <summary>Height of the pictures, in pixels.</summary>
    public int Height { get; set; } = 720;
}
