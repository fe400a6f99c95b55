namespace StationAgent.Camera;

/// <summary>The cameras that the agent can read.</summary>
internal enum CameraDriver
{
    /// <summary>The simulated station's.</summary>
    Simulated,

    /// <summary>JPEG files of a folder, one after the other.</summary>
    Folder,

    /// <summary>JPEG files of a folder, at the times that stand in its index.</summary>
    Recorded,

    /// <summary>A USB camera by the kernel's video interface.</summary>
    V4l2,

    /// <summary>A Raspberry Pi's CSI camera by <c>rpicam-vid</c>.</summary>
    Rpicam,

    /// <summary>An IP camera by its MJPEG stream.</summary>
    Mjpeg,

    /// <summary>The camera driver of the device bindings, in builds that hold them.</summary>
    IotCamera,
}
