using StationAgent.Configuration;
using StationAgent.Vision.Capture;

namespace StationAgent.Camera;

/// <summary>A kind of camera that the agent can read: one entry of <see cref="CameraDrivers.All"/>.</summary>
/// <param name="Name">Its name in the configuration.</param>
/// <param name="Open">Opens it; may throw. It is called with options that <see cref="Check"/> passed.</param>
/// <param name="Remedy">What a person can do when the camera gives nothing.</param>
internal sealed record CameraDriver(string Name, Func<CameraOptions, CameraServices, IFrameSource> Open, string Remedy)
{
    /// <summary>What in section <c>Camera</c> does not suit this driver.</summary>
    public Func<CameraOptions, IEnumerable<KeyFault>> Check { get; init; } = static _ => [];

    /// <summary>True when pictures come from a sensor or a simulation of one, so that no two pictures are the same; false for files and for compressed video.</summary>
    public bool IsLive { get; init; } = true;

    /// <summary>True when the driver opens a device that only one program can open.</summary>
    public bool IsDevice { get; init; } = true;

    /// <summary>True when it gives pictures of the size that it is asked for.</summary>
    public bool HasSetSize { get; init; }

    /// <summary>The program that it starts when <see cref="CameraOptions.Program"/> names none; null when it starts none.</summary>
    public string? Program { get; init; }

    /// <summary>True when it can hold exposure and white balance.</summary>
    public bool CanLock { get; init; }
}
