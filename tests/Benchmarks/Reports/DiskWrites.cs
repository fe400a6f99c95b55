using System.Globalization;

namespace StationAgent.Benchmarks.Reports;

/// <summary>What the kernel has charged this process for writing to disks.</summary>
internal static class DiskWrites
{
    private const string Key = "write_bytes: ";

    /// <summary>Bytes since the process started: whole pages, counted when they become dirty, file system journal not included.</summary>
    /// <exception cref="IOException">The kernel does not tell.</exception>
    public static long SoFar()
    {
        foreach (var line in File.ReadLines("/proc/self/io"))
        {
            if (line.StartsWith(Key, StringComparison.Ordinal))
            {
                return long.Parse(line.AsSpan(Key.Length), NumberStyles.None, CultureInfo.InvariantCulture);
            }
        }

        throw new IOException("/proc/self/io has no line write_bytes");
    }
}
