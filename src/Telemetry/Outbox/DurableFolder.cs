using System.Runtime.InteropServices;

namespace StationAgent.Telemetry.Outbox;

/// <summary>Makes sure that files created, renamed or removed in a folder stay so after a power cut.</summary>
public static partial class DurableFolder
{
    // <fcntl.h>, the same number on all of Linux's architectures that .NET runs on.
    private const int CloseOnExec = 0x80000;

    /// <summary>Makes the entries of a folder durable; does nothing where the file system or the user's rights do not allow it.</summary>
    /// <param name="path">The folder.</param>
    public static void Sync(string path)
    {
        var folder = Open(path, CloseOnExec);
        if (folder < 0)
        {
            return;
        }

        // Some file systems cannot sync a folder; nothing more can be done there.
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
