using System.Globalization;
using StationAgent.Camera;
using StationAgent.Station;
using StationAgent.Vision;
using StationAgent.Vision.Capture.V4l2;

namespace StationAgent.Cli.Doctor.Checks;

/// <summary>Judges cameras and their pictures. Pure.</summary>
internal static class CameraJudgement
{
    /// <summary>A visitor notices a wait of this length.</summary>
    private static readonly TimeSpan NoticeableDelay = TimeSpan.FromSeconds(1);

    /// <summary>Compares the kernel's list of cameras with the configuration.</summary>
    /// <param name="camera">The configuration.</param>
    /// <param name="devices">What the kernel knows.</param>
    /// <param name="resolvedPath">The device behind the links of <see cref="CameraOptions.Path"/>; null for none.</param>
    public static Judgement OfDevices(CameraOptions camera, IReadOnlyList<VideoDevice> devices, string? resolvedPath)
    {
        var all = devices.Count == 0 ? "no USB camera" : string.Join("; ", devices.Select(Describe));
        if (camera.Driver != CameraDrivers.V4l2)
        {
            return Judgement.Good($"{all}; driver {camera.Driver.Name} needs none");
        }

        if (devices.Count == 0)
        {
            return new Judgement(CheckState.Failed, "the kernel has found no camera (/dev/video*)", "Plug it in; lsusb must list it, and dmesg shows why it does not work.");
        }

        if (devices.FirstOrDefault(one => one.Path == resolvedPath) is not { } chosen)
        {
            return new Judgement(
                CheckState.Failed,
                $"Camera:Path {camera.Path} is not one of these: {all}",
                $"Set Camera:Path to {devices[0].StablePath ?? devices[0].Path}, or plug the camera in.");
        }

        if (chosen.Problem is { } problem)
        {
            return new Judgement(CheckState.Failed, $"{chosen.Path}: {problem}", "The user must be in the group video: adduser USER video.");
        }

        return chosen.StablePath is { } stable && camera.Path == chosen.Path
            ? new Judgement(CheckState.Warning, $"{Describe(chosen)}; {chosen.Path} may be a different camera after the next start", $"Set Camera:Path to {stable}.")
            : Judgement.Good(Describe(chosen));
    }

    /// <summary>Judges by how much the pictures were behind the scale when the service measured it by the last pieces.</summary>
    /// <param name="note">What the service has saved; null for nothing.</param>
    /// <param name="longest">The longest delay for which the station waits.</param>
    /// <returns>Null when nothing is known.</returns>
    public static Judgement? OfDelay(CameraDelayNote? note, TimeSpan longest)
    {
        if (note is null)
        {
            return null;
        }

        var found = Text($"the pictures were {note.Delay.TotalSeconds:0.0} s behind the scale, measured by the pieces up to {note.At.UtcDateTime:yyyy-MM-dd HH:mm}Z");
        const string Remedy = "Use the camera's second, smaller stream, or a USB camera; switch off its smart coding and long key frame intervals.";
        return note.Delay > longest
            ? new Judgement(CheckState.Failed, Text($"{found}: more than DropOff:LongestCameraDelay ({longest.TotalSeconds:0.#} s), so no piece can be judged"), Remedy)
            : note.Delay >= NoticeableDelay
            ? new Judgement(CheckState.Warning, $"{found}: every answer to a visitor waits for them", Remedy)
            : Judgement.Good(found);
    }

    /// <summary>Compares a picture with the configuration.</summary>
    /// <param name="camera">The configuration.</param>
    /// <param name="picture">What the picture shows.</param>
    /// <param name="bytes">Length of its file.</param>
    /// <param name="firstAfter">How long after opening the first picture came.</param>
    /// <param name="rate">Pictures a second; 0 when it is not known.</param>
    public static Judgement OfPicture(CameraOptions camera, PictureFacts picture, int bytes, TimeSpan firstAfter, double rate)
    {
        var found = Text(
            $"{(camera.Driver == CameraDrivers.Simulated ? "simulated: " : "")}{picture.Width}x{picture.Height}, {bytes / 1024} KiB, brightness {picture.MeanLuma:0} of 255, {rate:0.0} a second, the first after {firstAfter.TotalSeconds:0.0} s");
        if (picture.IsBlack)
        {
            return new Judgement(CheckState.Failed, $"{found}: black", "Take the cap off the lens and switch the platform's lamp on.");
        }

        if (picture.IsDim)
        {
            return new Judgement(CheckState.Warning, $"{found}: too dim", "Give the platform more light.");
        }

        var isSized = camera.Driver.HasSetSize;
        if (isSized && (picture.Width, picture.Height) != (camera.Width, camera.Height))
        {
            return new Judgement(
                CheckState.Warning, Text($"{found}; {camera.Width}x{camera.Height} is configured"), "Set Camera:Width and Camera:Height to a size that the camera supports.");
        }

        // How fast the simulated camera draws depends only on this machine.
        var isRated = camera.Driver.IsDevice;
        return isRated && rate > 0 && rate < camera.FramesPerSecond / 2
            ? new Judgement(
                CheckState.Warning,
                Text($"{found}; {camera.FramesPerSecond:0.#} a second is configured"),
                "Provide more light (dark pictures are exposed for longer), or lower Camera:FramesPerSecond.")
            : Judgement.Good(found);
    }

    private static string Describe(VideoDevice device) => device.Problem is { } problem
        ? $"{device.Path} ({problem})"
        : $"{device.StablePath ?? device.Path}: {device.Name} ({device.Driver}) {string.Join(", ", device.Formats.Select(Describe))}";

    private static string Describe(VideoFormat format)
    {
        var largest = format.Sizes.OrderByDescending(static size => size.Width * size.Height).FirstOrDefault();
        return largest.Width == 0
            ? format.Code
            : Text($"{format.Code} to {largest.Width}x{largest.Height}{(largest.MaximumRate is { } rate ? Text($" at {rate:0.#}") : "")}");
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
