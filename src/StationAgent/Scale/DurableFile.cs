using System.Runtime.InteropServices;

namespace StationAgent.Scale;

/// <summary>Writes a small file whole or not at all, over a power cut too: a new file, synced, renamed over the old one, and the folder synced.</summary>
internal static partial class DurableFile
{
    // <fcntl.h>, the same number on all of Linux's architectures that .NET runs on.
    private const int CloseOnExec = 0x80000;

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

        SyncFolder(Path.GetDirectoryName(path)!);
    }

    private static void SyncFolder(string path)
    {
        var folder = Open(path, CloseOnExec);
        if (folder < 0)
        {
            return;
        }

        // Some file systems refuse to sync a folder; then there is nothing more to be had.
        _ = FSync(folder);
        _ = Close(folder);
    }

    [LibraryImport("libc", EntryPoint = "open", StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "fsync")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int FSync(int file);

    [LibraryImport("libc", EntryPoint = "close")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Close(int file);
}
