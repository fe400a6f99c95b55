using StationAgent.Camera.Iot;
using StationAgent.Camera.Rpicam;
using StationAgent.Configuration;
using StationAgent.Vision.Capture;
using StationAgent.Vision.Capture.Addresses;

namespace StationAgent.Camera;

/// <summary>Which camera is used, and with which settings: section <c>Camera</c>.</summary>
internal sealed record CameraOptions
{
    public CameraDriver Driver { get; init; } = CameraDrivers.Simulated;

    public string? Path { get; init; }

    public SourceAddress? Url { get; init; }

    public string? UserName { get; init; }

    public string? PasswordFile { get; init; }

    public string? Program { get; init; }

    /// <summary>The program that the driver starts.</summary>
    public string ProgramInForce => Program ?? Driver.Program ?? "";

    public int Width { get; init; } = 1280;

    public int Height { get; init; } = 720;

    public double FramesPerSecond { get; init; } = 10;

    public string? CalibrationFile { get; init; }

    public bool LockExposure { get; init; }

    public bool LockWhiteBalance { get; init; }

    /// <summary>The picture of a Raspberry Pi's camera.</summary>
    public RpicamOptions Rpicam { get; init; } = new();

    /// <summary>What the driver of the device bindings needs.</summary>
    public IotCameraOptions Iot { get; init; } = new();

    /// <summary>The keys of this section and their rules.</summary>
    public static OptionsSchema<CameraOptions> Schema { get; } = new OptionsSchema<CameraOptions>(new CameraOptions())
        .Choice(
            "Driver", CameraDrivers.All, static driver => driver.Name, o => o.Driver, (o, v) => o with { Driver = v },
            "Which camera is read.")
        .FilePath(
            "Path", mustExist: true, o => o.Path, (o, v) => o with { Path = v },
            "Drivers folder and recorded: the folder of the pictures. Driver v4l2: the device, preferably one below /dev/v4l/by-id/.")
        .OptionalParsed<SourceAddress>(
            "Url", "address", "an address such as http://camera/stream", static text => SourceAddress.TryParse(text, out var url) ? url : null,
            o => o.Url, (o, v) => o with { Url = v },
            "Drivers mjpeg and snapshot: address of the pictures, http or https. Driver rtsp: address of the stream, rtsp or rtsps. Without user and password.")
        .OptionalText("UserName", 256, o => o.UserName, (o, v) => o with { UserName = v }, "Drivers mjpeg, snapshot and rtsp: the user name, if the camera asks for one.")
        .FilePath(
            "PasswordFile", mustExist: true, o => o.PasswordFile, (o, v) => o with { PasswordFile = v },
            "Drivers mjpeg, snapshot and rtsp: file with the password of the user.")
        .OptionalParsed<string>(
            "Program", "text", "the name or path of a program", static text => IsProgram(text) ? text : null, o => o.Program, (o, v) => o with { Program = v },
            "Drivers rpicam and rtsp: the program that reads the camera; without it rpicam-vid or ffmpeg.")
        .Integer(
            "Width", CaptureLimits.MinimumWidth, CaptureLimits.MaximumWidth, o => o.Width, (o, v) => o with { Width = v },
            "Width of the pictures that drivers v4l2 and rpicam are asked for.", "px")
        .Integer(
            "Height", CaptureLimits.MinimumHeight, CaptureLimits.MaximumHeight, o => o.Height, (o, v) => o with { Height = v },
            "Height of the pictures that drivers v4l2 and rpicam are asked for.", "px")
        .Number(
            "FramesPerSecond", CaptureLimits.MinimumRate, CaptureLimits.MaximumRate, o => o.FramesPerSecond, (o, v) => o with { FramesPerSecond = v },
            "Pictures a second to request and to take; pictures of faster streams are skipped. Driver recorded uses the times of its recording.", "1/s")
        .FilePath(
            "CalibrationFile", mustExist: false, o => o.CalibrationFile, (o, v) => o with { CalibrationFile = v },
            "The file that 'station-agent camera calibrate' writes; it converts pixels to mm. Without it no sizes are measured.")
        .Flag(
            "LockExposure", o => o.LockExposure, (o, v) => o with { LockExposure = v },
            "Driver v4l2: keep the exposure that the camera chose in its first seconds.")
        .Flag(
            "LockWhiteBalance", o => o.LockWhiteBalance, (o, v) => o with { LockWhiteBalance = v },
            "Driver v4l2: keep the white balance that the camera chose in its first seconds.")
        .Section("Rpicam", RpicamOptions.Schema, o => o.Rpicam, (o, v) => o with { Rpicam = v })
        .Section("Iot", IotCameraOptions.Schema, o => o.Iot, (o, v) => o with { Iot = v })
        .Rule(Check)
        .Hint(Advise);

    private static IEnumerable<KeyFault> Check(CameraOptions camera)
    {
        foreach (var fault in camera.Driver.Check(camera))
        {
            yield return fault;
        }

        if ((long)camera.Width * camera.Height > CaptureLimits.MaximumPixels)
        {
            yield return new KeyFault("Height", $"times Camera:Width is more than {CaptureLimits.MaximumPixels} pixels, which are not decoded; use for example 1280 and 720");
        }

        if (camera.PasswordFile is not null && camera.UserName is null)
        {
            yield return new KeyFault("UserName", "required: Camera:PasswordFile needs a user");
        }

        if (camera.Driver != CameraDrivers.Rpicam && !camera.Rpicam.IsDefault)
        {
            yield return new KeyFault("Rpicam", "only Camera:Driver rpicam can do this: it would have no effect");
        }

        if (!camera.Driver.CanLock && (camera.LockExposure || camera.LockWhiteBalance))
        {
            yield return new KeyFault(camera.LockExposure ? "LockExposure" : "LockWhiteBalance", "only Camera:Driver v4l2 can do this: it would have no effect");
        }
    }

    private static IEnumerable<KeyFault> Advise(CameraOptions camera) => camera.Url is { SecretParameters: { Count: > 0 } names }
        ? KeyFault.When(
            isBroken: true,
            "Url",
            $"it seems to contain a password ({string.Join(", ", names)}). It is shown nowhere, but everyone who may read this file knows it. If the camera accepts a user by HTTP, "
            + "remove it there and set Camera:UserName and Camera:PasswordFile")
        : [];

    private static bool IsProgram(string text) => text.Length > 0 && !text.AsSpan().ContainsAny('\0', '\n', '\r');
}
