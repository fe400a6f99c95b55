using Microsoft.Extensions.Logging;
using StationAgent.Camera.Iot;
using StationAgent.Configuration;
using StationAgent.Vision.Capture.Files;
using StationAgent.Vision.Capture.Mjpeg;
using StationAgent.Vision.Capture.Rpicam;
using StationAgent.Vision.Capture.Rtsp;
using StationAgent.Vision.Capture.Snapshot;
using StationAgent.Vision.Capture.V4l2;

namespace StationAgent.Camera;

/// <summary>Every camera driver. Configuration, service, <c>doctor</c> and documentation work from this table.</summary>
internal static class CameraDrivers
{
    private const double MicrosecondsPerSecond = 1e6;

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
            new RpicamFrameSourceOptions
            {
                Program = camera.ProgramInForce,
                Width = camera.Width,
                Height = camera.Height,
                Rate = camera.FramesPerSecond,
                LensPosition = camera.Rpicam.LensPosition,
                Shutter = camera.Rpicam.ShutterMicroseconds is { } shutter ? TimeSpan.FromMicroseconds(shutter) : null,
                Gain = camera.Rpicam.Gain,
                WhiteBalance = camera.Rpicam.WhiteBalance == "auto" ? null : camera.Rpicam.WhiteBalance,
                RedGain = camera.Rpicam.RedGain,
                BlueGain = camera.Rpicam.BlueGain,
            },
            services.Time),
        "rpicam-hello --list-cameras must list the camera; install rpicam-apps and check the ribbon cable.")
    {
        Check = CheckShutter,
        HasSetSize = true,
        Program = "rpicam-vid",
    };

    /// <summary>An IP camera, read through its MJPEG stream.</summary>
    public static CameraDriver Mjpeg { get; } = new(
        "mjpeg",
        static (camera, services) => MjpegFrameSource.Open(
            new MjpegFrameSourceOptions(camera.Url!)
            {
                UserName = camera.UserName,
                PasswordFile = camera.PasswordFile,
                Rate = camera.FramesPerSecond,
            },
            services.Time),
        "Open Camera:Url in a browser on the same network.")
    {
        Check = static camera => CheckUrl(camera, "mjpeg", "http", "https"),
    };

    /// <summary>An IP camera that gives a picture for each request.</summary>
    public static CameraDriver Snapshot { get; } = new(
        "snapshot",
        static (camera, services) => SnapshotFrameSource.Open(
            new SnapshotFrameSourceOptions(camera.Url!)
            {
                UserName = camera.UserName,
                PasswordFile = camera.PasswordFile,
                Rate = camera.FramesPerSecond,
            },
            services.Time),
        "Open Camera:Url in a browser on the same network; each reload must show a new picture.")
    {
        Check = static camera => CheckUrl(camera, "snapshot", "http", "https"),
    };

    /// <summary>An IP camera, read through its RTSP stream by <c>ffmpeg</c>.</summary>
    public static CameraDriver Rtsp { get; } = new(
        "rtsp",
        static (camera, services) => RtspFrameSource.Open(
            new RtspFrameSourceOptions(camera.Url!)
            {
                Program = camera.ProgramInForce,
                UserName = camera.UserName,
                PasswordFile = camera.PasswordFile,
                Rate = camera.FramesPerSecond,
            },
            services.Time),
        "Install ffmpeg, and open Camera:Url in a video player such as VLC on the same network.")
    {
        Check = static camera => CheckUrl(camera, "rtsp", "rtsp", "rtsps"),
        IsLive = false,
        Program = "ffmpeg",
    };

    /// <summary>Every driver, in the order in which they are shown.</summary>
    public static IReadOnlyList<CameraDriver> All { get; } = [Simulated, Folder, Recorded, V4l2, Rpicam, Mjpeg, Snapshot, Rtsp, IotCameraDriver.Entry];

    private static IEnumerable<KeyFault> NeedsPath(CameraOptions camera, string need)
    {
        if (camera.Path is null)
        {
            yield return new KeyFault("Path", $"required: {need}");
        }
    }

    // A longer exposure would lower the rate without saying so.
    private static KeyFault[] CheckShutter(CameraOptions camera) => KeyFault.When(
        camera.Rpicam.ShutterMicroseconds > MicrosecondsPerSecond / camera.FramesPerSecond,
        "Rpicam:ShutterMicroseconds",
        "does not fit into a frame at Camera:FramesPerSecond: lower one of them");

    private static IEnumerable<KeyFault> CheckUrl(CameraOptions camera, string driver, params string[] schemes)
    {
        var allowed = string.Join(" or ", schemes);
        if (camera.Url is not { } url)
        {
            yield return new KeyFault("Url", $"required: driver {driver} needs the address of the camera's pictures");
        }
        else if (!schemes.Contains(url.Scheme, StringComparer.Ordinal))
        {
            yield return new KeyFault("Url", $"not an {allowed} address, which driver {driver} needs{Better(url.Scheme)}");
        }
        else if (url.HasUser)
        {
            yield return new KeyFault("Url", "contains a user or a password; put them into Camera:UserName and Camera:PasswordFile");
        }
    }

    private static string Better(string scheme) => scheme switch
    {
        "rtsp" or "rtsps" => ": use Camera:Driver rtsp for it",
        "http" or "https" => ": use Camera:Driver mjpeg or snapshot for it",
        _ => "",
    };
}
