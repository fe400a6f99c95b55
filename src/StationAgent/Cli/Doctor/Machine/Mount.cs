namespace StationAgent.Cli.Doctor.Machine;

/// <summary>A mounted file system.</summary>
/// <param name="Device">Major and minor number of its device, such as <c>179:2</c>; major 0 for one without.</param>
/// <param name="Point">Where it is mounted.</param>
/// <param name="Type">Its kind, such as <c>ext4</c>.</param>
/// <param name="IsReadOnly">Whether nothing can be written.</param>
/// <param name="Line">The kernel's whole line about it.</param>
internal sealed record Mount(string Device, string Point, string Type, bool IsReadOnly, string Line)
{
    /// <summary>Where the kernel lists what this process sees.</summary>
    public const string Table = "/proc/self/mountinfo";

    /// <summary>Finds the file system that a path lies on. Pure.</summary>
    /// <param name="table">Content of <see cref="Table"/>; its fields are described in proc_pid_mountinfo(5).</param>
    /// <param name="path">A full path.</param>
    /// <returns>Null when the table has no matching line.</returns>
    public static Mount? Find(string table, string path)
    {
        Mount? best = null;
        foreach (var line in table.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            // A later mount on the same point lies over an earlier one.
            if (Parse(line) is { } mount && Holds(mount.Point, path) && mount.Point.Length >= (best?.Point.Length ?? 0))
            {
                best = mount;
            }
        }

        return best;
    }

    private static Mount? Parse(string line)
    {
        var fields = line.Split(' ');
        var separator = Array.IndexOf(fields, "-");
        if (separator < 6 || fields.Length < separator + 4)
        {
            return null;
        }

        var options = fields[5].Split(',').Concat(fields[separator + 3].Split(','));
        return new Mount(fields[2], Unescape(fields[4]), fields[separator + 1], options.Contains("ro", StringComparer.Ordinal), line);
    }

    private static bool Holds(string point, string path) =>
        point == "/" || path == point || (path.StartsWith(point, StringComparison.Ordinal) && path[point.Length] == '/');

    // The kernel writes space, tab, line break and backslash as octal numbers.
    private static string Unescape(string field) => field
        .Replace("\\040", " ", StringComparison.Ordinal)
        .Replace("\\011", "\t", StringComparison.Ordinal)
        .Replace("\\012", "\n", StringComparison.Ordinal)
        .Replace("\\134", "\\", StringComparison.Ordinal);
}
