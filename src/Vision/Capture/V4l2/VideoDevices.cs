using System.Globalization;

namespace StationAgent.Vision.Capture.V4l2;

/// <summary>The cameras that the kernel knows, for a person who has to choose one.</summary>
public static class VideoDevices
{
    private const string Devices = "/dev";
    private const string Prefix = "video";

    private static readonly string[] StableNames = ["/dev/v4l/by-id", "/dev/v4l/by-path"];

    /// <summary>Lists every device that gives pictures, in the order of their numbers. One that cannot be opened is listed with its problem.</summary>
    public static IReadOnlyList<VideoDevice> List()
    {
        var stable = FindStableNames();
        var found = new List<VideoDevice>();
        foreach (var path in Paths())
        {
            using var device = new LinuxVideoDevice(path);
            if (V4l2Listing.Describe(device, stable.GetValueOrDefault(path)) is { } described)
            {
                found.Add(described);
            }
        }

        return found;
    }

    private static IEnumerable<string> Paths() => Directory
        .EnumerateFiles(Devices, Prefix + "*")
        .Select(static path => (Path: path, IsNumbered: TryNumber(path, out var number), Number: number))
        .Where(static one => one.IsNumbered)
        .OrderBy(static one => one.Number)
        .Select(static one => one.Path);

    private static bool TryNumber(string path, out int number) =>
        int.TryParse(Path.GetFileName(path.AsSpan())[Prefix.Length..], NumberStyles.None, CultureInfo.InvariantCulture, out number);

    private static Dictionary<string, string> FindStableNames()
    {
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var folder in StableNames.Where(Directory.Exists))
        {
            foreach (var link in Directory.EnumerateFiles(folder).Order(StringComparer.Ordinal))
            {
                if (new FileInfo(link).ResolveLinkTarget(returnFinalTarget: true) is { } target)
                {
                    names.TryAdd(target.FullName, link);
                }
            }
        }

        return names;
    }
}
