namespace StationAgent.Hosting.Configuration;

/// <summary>The cameras that the agent can read.</summary>
internal enum CameraDriver
{
    /// <summary>The simulated station's.</summary>
    Simulated,

    /// <summary>JPEG files of a folder, one after the other.</summary>
    Folder,

    /// <summary>The camera driver of the device bindings, in builds that hold them.</summary>
    IotCamera,
}
