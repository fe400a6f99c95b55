using Microsoft.Extensions.Logging;
using StationAgent.Camera.Iot;
using StationAgent.Configuration;
using StationAgent.Vision.Capture.Files;
using StationAgent.Vision.Capture.Mjpeg;
using StationAgent.Vision.Capture.Rpicam;
using StationAgent.Vision.Capture.V4l2;

namespace StationAgent.Camera;

/// <summary>Every camera driver. Configuration, service, <c>doctor</c> and documentation work from this table.</summary>
internal static class CameraDrivers
{
    /// <summary>The simulated station's camera.</summary>
    public static CameraDriver Simulated { get; } = new(
        "simulated",
        static (camera, services) => services.OpenSimulated(camera.FramesPerSecond),
        "Report it with a bundle (doctor --bundle FILE).")
    { IsDevice = false };

    /// <summary>JPEG files of a folder, one after the other.</summary>
    public static CameraDriver Folder { get; } = new(
        "folder",
        static (camera, services) => FolderFrameSource.Open(
            camera.Path!, new FolderFrameSourceOptions { Rate = camera.FramesPerSecond }, services.Time),
        "Put JPEG files into Camera:Path (docs/cameras.md).")
    {
        Check = static camera => NeedsPath(camera, "driver folder needs the folder of its pictures"),
        IsLive = false,
        IsDevice = false,
    };

    /// <summary>JPEG files of a folder, at the times in its index.</summary>
    public static CameraDriver Recorded { get; } = new(
        "recorded",
        static (camera, services) => RecordedFrameSource.Open(camera.Path!, new RecordedFrameSourceOptions(), services.Time),
        "Put a recording into Camera:Path (docs/cameras.md).")
    {
        Check = static camera => NeedsPath(camera, "driver recorded needs the folder of its recording"),
        IsLive = false,
        IsDevice = false,
    };

    /// <summary>A USB camera, read through the kernel's video interface.</summary>
    public static CameraDriver V4l2 { get; } = new(
        "v4l2",
        static (camera, services) => V4l2FrameSource.Open(
            new V4l2FrameSourceOptions(camera.Path!)
            {
                Width = camera.Width,
                Height = camera.Height,
                Rate = camera.FramesPerSecond,
                LockExposure = camera.LockExposure,
                LockWhiteBalance = camera.LockWhiteBalance,
            },
            services.Time,
            services.Loggers.CreateLogger<V4l2FrameSource>()),
        "Check the cable and the power supply; another program may be using the camera (fuser -v /dev/video*).")
    {
        Check = static camera => NeedsPath(camera, "driver v4l2 needs its device, such as one of /dev/v4l/by-id/"),
        HasSetSize = true,
        CanLock = true,
    };

    /// <summary>A Raspberry Pi's CSI camera, read through <c>rpicam-vid</c>.</summary>
    public static CameraDriver Rpicam { get; } = new(
        "rpicam",
        static (camera, services) => RpicamFrameSource.Open(
            new RpicamFrameSourceOptions { Program = camera.Program, Width = camera.Width, Height = camera.Height, Rate = camera.FramesPerSecond },
            services.Time),
        "rpicam-hello --list-cameras must list the camera; install rpicam-apps and check the ribbon cable.")
    { HasSetSize = true };

    /// <summary>An IP camera, read through its MJPEG stream.</summary>
    public static CameraDriver Mjpeg { get; } = new(
        "mjpeg",
        static (camera, services) => MjpegFrameSource.Open(
            new MjpegFrameSourceOptions(new Uri(camera.Url!))
            {
                UserName = camera.UserName,
                PasswordFile = camera.PasswordFile,
                Rate = camera.FramesPerSecond,
            },
            services.Time),
        "Open Camera:Url in a browser on the same network.")
    {
        Check = CheckUrl,
    };

    /// <summary>Every driver, in the order in which they are shown.</summary>
    public static IReadOnlyList<CameraDriver> All { get; } = [Simulated, Folder, Recorded, V4l2, Rpicam, Mjpeg, IotCameraDriver.Entry];

    private static IEnumerable<KeyFault> NeedsPath(CameraOptions camera, string need)
    {
        if (camera.Path is null)
        {
            yield return new KeyFault("Path", $"required: {need}");
        }
    }

    private static IEnumerable<KeyFault> CheckUrl(CameraOptions camera)
    {
        if (camera.Url is null)
        {
            yield return new KeyFault("Url", "required: driver mjpeg needs the address of the camera's stream");
        }
        else if (!Uri.TryCreate(camera.Url, UriKind.Absolute, out var parsed) || parsed.Scheme is not ("http" or "https"))
        {
            yield return new KeyFault("Url", "not an http or https address");
        }
        else if (parsed.UserInfo.Length > 0)
        {
            yield return new KeyFault("Url", "contains a user or a password; put them into Camera:UserName and Camera:PasswordFile");
        }
    }
}
