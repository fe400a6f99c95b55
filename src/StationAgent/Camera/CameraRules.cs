namespace StationAgent.Camera;

/// <summary>What must hold between the keys of section <c>Camera</c>. Pure.</summary>
internal static class CameraRules
{
    /// <summary>Everything that does not hold: the key to change and why.</summary>
    public static IEnumerable<(string Path, string Message)> Check(CameraOptions camera)
    {
        if (camera.Path is null && NeedOfPath(camera.Driver) is { } need)
        {
            yield return ("Camera:Path", $"is missing; Camera:Driver {need}");
        }

        if (camera.Driver == CameraDriver.Mjpeg && ProblemOfUrl(camera.Url) is { } problem)
        {
            yield return ("Camera:Url", problem);
        }

        if (camera.PasswordFile is not null && camera.UserName is null)
        {
            yield return ("Camera:UserName", "is missing; Camera:PasswordFile needs a user");
        }

        if (camera.Driver != CameraDriver.V4l2 && (camera.LockExposure || camera.LockWhiteBalance))
        {
            yield return (
                camera.LockExposure ? "Camera:LockExposure" : "Camera:LockWhiteBalance",
                "is true, which only Camera:Driver v4l2 can do: it would not be held");
        }
    }

    private static string? NeedOfPath(CameraDriver driver) => driver switch
    {
        CameraDriver.Folder => "folder needs the folder of its pictures",
        CameraDriver.Recorded => "recorded needs the folder of its recording",
        CameraDriver.V4l2 => "v4l2 needs its device, such as one of /dev/v4l/by-id/",
        _ => null,
    };

    private static string? ProblemOfUrl(string? url) => url is null
        ? "is missing; Camera:Driver mjpeg needs the address of the camera's stream"
        : !Uri.TryCreate(url, UriKind.Absolute, out var parsed) || parsed.Scheme is not ("http" or "https")
            ? "is no http or https address"
            : parsed.UserInfo.Length > 0 ? "holds a user or password, which belong into Camera:UserName and Camera:PasswordFile" : null;
}
