using StationAgent.Configuration;

namespace StationAgent.Camera;

/// <summary>The keys of section <c>Camera</c>.</summary>
internal static class CameraKeys
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<ConfigurationKey> All { get; } =
    [
        Key.Choice("Camera:Driver", o => o.Camera.Driver, (o, v) => o.Camera.Driver = v),
        Key.FilePath("Camera:Path", mustExist: true, o => o.Camera.Path, (o, v) => o.Camera.Path = v),
        Key.OptionalText("Camera:Url", 1_000, o => o.Camera.Url, (o, v) => o.Camera.Url = v),
        Key.OptionalText("Camera:UserName", 256, o => o.Camera.UserName, (o, v) => o.Camera.UserName = v),
        Key.FilePath("Camera:PasswordFile", mustExist: true, o => o.Camera.PasswordFile, (o, v) => o.Camera.PasswordFile = v),
        Key.Text("Camera:Program", "the name or path of a program", IsProgram, o => o.Camera.Program, (o, v) => o.Camera.Program = v),
        Key.Whole("Camera:Width", 160, 4_096, o => o.Camera.Width, (o, v) => o.Camera.Width = (int)v),
        Key.Whole("Camera:Height", 120, 4_096, o => o.Camera.Height, (o, v) => o.Camera.Height = (int)v),
        Key.Number("Camera:FramesPerSecond", 1, 60, o => o.Camera.FramesPerSecond, (o, v) => o.Camera.FramesPerSecond = v),
        Key.Flag("Camera:LockExposure", o => o.Camera.LockExposure, (o, v) => o.Camera.LockExposure = v),
        Key.Flag("Camera:LockWhiteBalance", o => o.Camera.LockWhiteBalance, (o, v) => o.Camera.LockWhiteBalance = v),
    ];

    private static bool IsProgram(string text) => text.Length > 0 && !text.AsSpan().ContainsAny('\0', '\n', '\r');
}
