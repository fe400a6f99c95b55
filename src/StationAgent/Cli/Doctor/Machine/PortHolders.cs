using System.Globalization;

namespace StationAgent.Cli.Doctor.Machine;

/// <summary>Finds the programs that have a device open, as far as this user may see them.</summary>
internal static class PortHolders
{
    private const string Devices = "/dev/";

    /// <summary>Names the other programs that have a device open, with their process numbers.</summary>
    /// <param name="path">The device or a link to it; another text has no holders.</param>
    /// <param name="processes">Where the kernel shows its processes.</param>
    public static IReadOnlyList<string> Of(string path, string processes) =>
        path.StartsWith(Devices, StringComparison.Ordinal) && File.Exists(path) ? OfFile(path, processes) : [];

    /// <inheritdoc cref="Of"/>
    /// <param name="path">The file, which need not be a device.</param>
    /// <param name="processes">Where the kernel shows its processes.</param>
    public static IReadOnlyList<string> OfFile(string path, string processes)
    {
        var target = File.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName ?? Path.GetFullPath(path);
        var self = Environment.ProcessId.ToString(CultureInfo.InvariantCulture);
        return
        [
            .. Directory.EnumerateDirectories(processes)
                .Where(process => int.TryParse(Path.GetFileName(process), NumberStyles.None, CultureInfo.InvariantCulture, out _))
                .Where(process => Path.GetFileName(process) != self && HasOpen(process, target))
                .Select(static process => $"{NameOf(process)} (process {Path.GetFileName(process)})"),
        ];
    }

    private static bool HasOpen(string process, string target)
    {
        try
        {
            return Directory.EnumerateFileSystemEntries(Path.Combine(process, "fd")).Any(handle => new FileInfo(handle).LinkTarget == target);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            // It has ended, or it belongs to another user.
            return false;
        }
    }

    private static string NameOf(string process)
    {
        try
        {
            return File.ReadAllText(Path.Combine(process, "comm")).Trim();
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return "a program";
        }
    }
}
