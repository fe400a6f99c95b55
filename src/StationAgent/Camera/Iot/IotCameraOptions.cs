using StationAgent.Configuration;
using StationAgent.Vision.Capture;

namespace StationAgent.Camera.Iot;

/// <summary>A UVC camera by the driver of the device bindings: section <c>Camera:Iot</c>.</summary>
internal sealed record IotCameraOptions
{
    public string Device { get; init; } = "/dev/video0";

    public int Width { get; init; } = 1280;

    public int Height { get; init; } = 720;

    /// <summary>Its keys and rules.</summary>
    public static OptionsSchema<IotCameraOptions> Schema { get; } = new OptionsSchema<IotCameraOptions>(new IotCameraOptions())
        .Text(
            "Device", "a path that ends in a number, such as /dev/video0", IsNumberedDevice, o => o.Device, (o, v) => o with { Device = v },
            "Driver iot_camera: path of the device; it must end in a number.")
        .Integer(
            "Width", CaptureLimits.MinimumWidth, CaptureLimits.MaximumWidth, o => o.Width, (o, v) => o with { Width = v },
            "Driver iot_camera: width of the pictures.", "px")
        .Integer(
            "Height", CaptureLimits.MinimumHeight, CaptureLimits.MaximumHeight, o => o.Height, (o, v) => o with { Height = v },
            "Driver iot_camera: height of the pictures.", "px")
        .Rule(static o => KeyFault.When(
            (long)o.Width * o.Height > CaptureLimits.MaximumPixels,
            "Height",
            $"times Camera:Iot:Width is more than {CaptureLimits.MaximumPixels} pixels, which are not decoded; use for example 1280 and 720"));

    private static bool IsNumberedDevice(string path) => path.StartsWith("/dev/", StringComparison.Ordinal) && char.IsAsciiDigit(path[^1]);
}
