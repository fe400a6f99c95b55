using StationAgent.Telemetry.Outbox;

namespace StationAgent.Scale;

/// <summary>Writes a small file completely or not at all, even if the power fails: a new file is synced and renamed over the old one, and the folder is synced.</summary>
internal static class DurableFile
{
    private const string NewSuffix = ".new";

    /// <summary>Every user may read it: the user who calibrates writes it, and the service's own user reads it.</summary>
    private const UnixFileMode ForAll = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead;

    /// <summary>For files beside the store, which only the service's own user reads.</summary>
    public const UnixFileMode Private = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>Writes the file.</summary>
    /// <param name="path">Where.</param>
    /// <param name="bytes">All of its content.</param>
    /// <param name="mode">Who may read it; by default every user.</param>
    /// <exception cref="IOException">It cannot be written; what was there before is unchanged.</exception>
    /// <exception cref="UnauthorizedAccessException">The user may not write it; what was there before is unchanged.</exception>
    public static void Write(string path, ReadOnlySpan<byte> bytes, UnixFileMode mode = ForAll)
    {
        path = Path.GetFullPath(path);
        var fresh = path + NewSuffix;
        try
        {
            using (var stream = new FileStream(fresh, FileMode.Create, FileAccess.Write, FileShare.None))
            {
                if (!OperatingSystem.IsWindows())
                {
                    File.SetUnixFileMode(stream.SafeFileHandle, mode);
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
