namespace StationAgent.Camera.Iot;

/// <summary>The camera driver of the device bindings; the agent's own driver is better (docs/bindings.md).</summary>
internal static class IotCameraDriver
{
    /// <summary>Its line in the table of camera drivers.</summary>
    public static CameraDriver Entry { get; } = new(
        "iot_camera",
        static (camera, services) => new BindingsCamera(camera.Iot.Device, camera.Iot.Width, camera.Iot.Height, services.Time),
        "Prefer Camera:Driver v4l2, which says what is wrong.");
}
