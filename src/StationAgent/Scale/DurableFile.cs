using StationAgent.Telemetry.Outbox;

namespace StationAgent.Scale;

/// <summary>Writes a small file whole or not at all, over a power cut too: a new file, synced, renamed over the old one, and the folder synced.</summary>
internal static class DurableFile
{
    private const string NewSuffix = ".new";

    /// <summary>Anybody may read it: it is written by whoever calibrates and read by the service's own user.</summary>
    private const UnixFileMode Mode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead;

    /// <summary>Writes the file.</summary>
    /// <exception cref="IOException">It cannot be written; what was there before is unchanged.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be written; what was there before is unchanged.</exception>
    public static void Write(string path, ReadOnlySpan<byte> bytes)
    {
        path = Path.GetFullPath(path);
        var fresh = path + NewSuffix;
        try
        {
            using (var stream = new FileStream(fresh, FileMode.Create, FileAccess.Write, FileShare.None))
            {
                if (!OperatingSystem.IsWindows())
                {
                    File.SetUnixFileMode(stream.SafeFileHandle, Mode);
                }

                stream.Write(bytes);
                stream.Flush(flushToDisk: true);
            }

            File.Move(fresh, path, overwrite: true);
        }
        catch
        {
            File.Delete(fresh);
            throw;
        }

        DurableFolder.Sync(Path.GetDirectoryName(path)!);
    }
}
