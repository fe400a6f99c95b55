using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace StationAgent.Native;

/// <summary>
/// The calls of the C library that the agent and its libraries need, each declared once. An assembly compiles this file into itself; what it does not call
/// costs nothing. The error of a failed call is <see cref="Marshal.GetLastPInvokeError"/>.
/// </summary>
internal static partial class LibC
{
    private const string Library = "libc";

    /// <summary>Opens a file or device.</summary>
    /// <param name="path">Its path.</param>
    /// <param name="flags">See <see cref="OpenFlags"/>.</param>
    /// <returns>An invalid handle when it failed.</returns>
    [LibraryImport(Library, EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static partial SafeFileHandle Open(string path, int flags);

    /// <summary>Makes an event that <see cref="Poll"/> can wait for and <see cref="Write"/> raises.</summary>
    /// <param name="initial">The counter's first value.</param>
    /// <param name="flags">See <see cref="OpenFlags"/>: the numbers are the same.</param>
    /// <returns>An invalid handle when it failed.</returns>
    [LibraryImport(Library, EntryPoint = "eventfd", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static partial SafeFileHandle EventFd(uint initial, int flags);

    /// <summary>Reads what is there.</summary>
    /// <returns>The number of bytes, 0 at the end, -1 when it failed.</returns>
    [LibraryImport(Library, EntryPoint = "read", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static partial nint Read(SafeHandle handle, Span<byte> buffer, nint count);

    /// <summary>Writes as much as there is room for.</summary>
    /// <returns>The number of bytes, -1 when it failed.</returns>
    [LibraryImport(Library, EntryPoint = "write", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static partial nint Write(SafeHandle handle, ReadOnlySpan<byte> buffer, nint count);

    /// <summary>Makes what was written to a file or folder outlive a power cut.</summary>
    /// <returns>0, or -1 when it failed.</returns>
    [LibraryImport(Library, EntryPoint = "fsync", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static partial int FSync(SafeHandle handle);

    /// <summary>Waits until one of some descriptors is ready.</summary>
    /// <returns>The number of those that are, 0 after the time, -1 when it failed.</returns>
    [LibraryImport(Library, EntryPoint = "poll", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static partial int Poll(Span<PollDescriptor> descriptors, nuint count, int milliseconds);

    /// <summary>Sends a request with a structure as its argument.</summary>
    /// <param name="handle">The device.</param>
    /// <param name="request">The request; its number holds the structure's size.</param>
    /// <param name="argument">The structure's first byte.</param>
    /// <returns>-1 when it failed.</returns>
    [LibraryImport(Library, EntryPoint = "ioctl", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static partial int Control(SafeHandle handle, nuint request, ref byte argument);

    /// <summary>Sends a request with a number as its argument.</summary>
    /// <returns>-1 when it failed.</returns>
    [LibraryImport(Library, EntryPoint = "ioctl", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static partial int Control(SafeHandle handle, nuint request, nint argument);

    /// <summary>Maps a part of a device into memory.</summary>
    /// <returns>Its address, -1 when it failed.</returns>
    [LibraryImport(Library, EntryPoint = "mmap", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static partial nint Map(nint address, nuint length, int protection, int flags, SafeHandle handle, nint offset);

    /// <summary>Ends a mapping.</summary>
    /// <returns>0, or -1 when it failed.</returns>
    [LibraryImport(Library, EntryPoint = "munmap", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static partial int Unmap(nint address, nuint length);

    /// <summary>Gives a file a second name on the same file system.</summary>
    /// <returns>0, or -1 when it failed.</returns>
    [LibraryImport(Library, EntryPoint = "link", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static partial int Link(string from, string to);

    /// <summary>Describes a file.</summary>
    /// <param name="folder">Where a relative path begins.</param>
    /// <param name="path">The file.</param>
    /// <param name="flags">How the path is followed.</param>
    /// <param name="mask">What is asked for.</param>
    /// <param name="status">The first byte of <c>struct statx</c>, 256 bytes.</param>
    /// <returns>0, or -1 when it failed.</returns>
    [LibraryImport(Library, EntryPoint = "statx", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static partial int StatX(int folder, string path, int flags, uint mask, ref byte status);

    /// <summary>Asks whether this user may use a file; nothing is opened.</summary>
    /// <param name="path">Its path.</param>
    /// <param name="mode">See <see cref="AccessModes"/>.</param>
    /// <returns>0, or -1 when it may not.</returns>
    [LibraryImport(Library, EntryPoint = "access", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static partial int Access(string path, int mode);

    /// <summary>Sends a signal to a process.</summary>
    /// <returns>0, or -1 when it failed.</returns>
    [LibraryImport(Library, EntryPoint = "kill", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static partial int Kill(int process, int signal);

    /// <summary>Sets which permissions no new file and folder of this process gets.</summary>
    /// <param name="mask">The bits of the permissions, as those of <see cref="UnixFileMode"/>.</param>
    /// <returns>The mask before.</returns>
    [LibraryImport(Library, EntryPoint = "umask")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static partial uint SetFileMask(uint mask);

    /// <summary>Sets an environment variable that native libraries read.</summary>
    /// <returns>0, or -1 when it failed.</returns>
    [LibraryImport(Library, EntryPoint = "setenv", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static partial int SetEnvironmentVariable(string name, string value, int overwrite);

    /// <summary>Reads a clock.</summary>
    /// <returns>0, or -1 when it failed.</returns>
    [LibraryImport(Library, EntryPoint = "clock_gettime", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static partial int GetTime(int clock, out TimeSpec time);

    /// <summary>Asks how well the wall clock is kept in step.</summary>
    /// <param name="timex">The first byte of <c>struct timex</c>; all zeros change nothing.</param>
    /// <returns>The clock's state, -1 when it failed.</returns>
    [LibraryImport(Library, EntryPoint = "adjtimex", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static partial int AdjustTime(ref byte timex);

    /// <summary>Describes the error of the last call.</summary>
    public static string LastErrorText() => Marshal.GetPInvokeErrorMessage(Marshal.GetLastPInvokeError());
}
