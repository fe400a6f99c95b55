using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;
using StationAgent.Testing;
using Xunit;

namespace StationAgent.Integration.Tests.Faults;

/// <summary>
/// A small ext4 of its own in a file on a loop device, whose power can be cut. Disposing unmounts it and removes the file; the kernel gives the
/// device back with the mount.
/// </summary>
internal sealed partial class Disk : IDisposable
{
    // <linux/ext4.h>: EXT4_IOC_SHUTDOWN is _IOR('X', 125, __u32).
    private const nuint ShutdownRequest = 0x8004587D;

    // EXT4_GOING_FLAGS_NOLOGFLUSH: nothing goes to the device any more, not even the journal in memory.
    private const int WithoutFlush = 2;

    // <asm-generic/fcntl.h>: O_CLOEXEC. A program that another test starts in this moment must not keep the disk busy.
    private const int CloseOnExec = 0x80000;

    // umount(8): "mount failed", which a busy target is too.
    private const int MountFailed = 32;

    private static readonly TimeSpan LongestBusy = TimeSpan.FromSeconds(20);

    private readonly string _folder = Directory.CreateTempSubdirectory("station-faults-").FullName;

    private Disk()
    {
    }

    /// <summary>Where it is mounted.</summary>
    public string MountPoint => Path.Combine(_folder, "mount");

    /// <summary>A place for a store on it.</summary>
    public string Store => Path.Combine(MountPoint, "store");

    /// <summary>A place beside it, on a disk that keeps its power.</summary>
    public string Ack => Path.Combine(_folder, "acknowledged");

    private string Image => Path.Combine(_folder, "image");

    /// <summary>Makes one; skips the test where that is not possible and says why.</summary>
    public static Disk Create(long bytes)
    {
        if (Mosquitto.FindProgram("mkfs.ext4") is not { } mkfs)
        {
            Assert.Skip("mkfs.ext4 is not installed");
            throw new InvalidOperationException();
        }

        var disk = new Disk();
        try
        {
            Directory.CreateDirectory(disk.MountPoint);
            using (var image = File.Create(disk.Image))
            {
                image.SetLength(bytes);
            }

            Assert.Equal(0, Run(mkfs, "-q", disk.Image));
            if (disk.TryMount() != 0)
            {
                Assert.Skip("a loop device cannot be mounted: this test needs root and loop devices");
            }
        }
        catch
        {
            disk.Dispose();
            throw;
        }

        return disk;
    }

    /// <summary>From now on nothing reaches the device, and what was not synced is gone.</summary>
    /// <exception cref="Win32Exception">The kernel refuses.</exception>
    public void CutPower()
    {
        using var root = OpenFolder(MountPoint, CloseOnExec);
        var flag = WithoutFlush;
        if (root.IsInvalid || Control(root, ShutdownRequest, ref flag) != 0)
        {
            throw new Win32Exception(Marshal.GetLastPInvokeError());
        }
    }

    /// <summary>Power is back: unmounts, and mounts with the journal replayed.</summary>
    public async Task RestartAsync()
    {
        // Between its fork and its exec a program that another test starts holds every file that was open here, closed on exec or not.
        var since = Stopwatch.StartNew();
        var (code, output) = Ask("umount", MountPoint);
        while (code == MountFailed && since.Elapsed < LongestBusy)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(10), TimeProvider.System, TestContext.Current.CancellationToken);
            (code, output) = Ask("umount", MountPoint);
        }

        Assert.True(code == 0, $"umount ended with {code}: {output}");
        Assert.Equal(0, TryMount());
    }

    /// <summary>Read-only at once, open files or not, as the kernel makes it after an error on its metadata.</summary>
    public void FailToReadOnly() => Assert.Equal(0, Run("mount", "-o", "remount,abort", MountPoint));

    /// <summary>
    /// Mounts it writable again over files that are still open. What was aborted never becomes writable, so it is a second device on the
    /// same image; the first goes when its last file is closed and writes nothing any more.
    /// </summary>
    public void Repair()
    {
        Assert.Equal(0, Run("umount", "-l", MountPoint));
        var (code, device) = Ask("losetup", "-f", "--show", Image);
        Assert.Equal(0, code);
        try
        {
            Assert.Equal(0, Run("mount", "-o", "noatime", "-t", "ext4", device.Trim(), MountPoint));
        }
        finally
        {
            // Mounted, it is given back with the mount.
            Run("losetup", "-d", device.Trim());
        }
    }

    public void Dispose()
    {
        // It may not be mounted. Lazily, because a failed test may have left a file open.
        Run("umount", "-l", MountPoint);
        Directory.Delete(_folder, recursive: true);
    }

    /// <summary>Runs a program without showing its output.</summary>
    /// <returns>Its exit code.</returns>
    public static int Run(string program, params string[] arguments) => Ask(program, arguments).Code;

    private static (int Code, string Output) Ask(string program, params string[] arguments)
    {
        using var process = Process.Start(
            new ProcessStartInfo(program, arguments) { RedirectStandardError = true, RedirectStandardOutput = true, UseShellExecute = false })!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output.Length > 0 ? output : errors.Result);
    }

    private int TryMount() => Run("mount", "-o", "loop,noatime", "-t", "ext4", Image, MountPoint);

    [LibraryImport("libc", EntryPoint = "open", StringMarshalling = StringMarshalling.Utf8, SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial SafeFileHandle OpenFolder(string path, int flags);

    [LibraryImport("libc", EntryPoint = "ioctl", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Control(SafeFileHandle file, nuint request, ref int argument);
}
