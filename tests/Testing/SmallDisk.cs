using System.Diagnostics;
using Xunit;

namespace StationAgent.Testing;

/// <summary>A small tmpfs that can be filled to its last byte. Disposing unmounts it.</summary>
public sealed class SmallDisk : IDisposable
{
    // From large to small, so that little is left.
    private static readonly int[] Pieces = [64 * 1024, 4096];

    private readonly string _mount = Directory.CreateTempSubdirectory("station-faults-").FullName;

    /// <summary>Makes one; skips the test where that is not permitted.</summary>
    public SmallDisk(string size)
    {
        if (Run("mount", "-t", "tmpfs", "-o", $"size={size}", "tmpfs", _mount) != 0)
        {
            Directory.Delete(_mount);
            Assert.Skip("mount is not permitted: this test needs root");
        }
    }

    /// <summary>A folder on it, which does not exist yet.</summary>
    public string Store => Path.Combine(_mount, "store");

    /// <summary>The file that <see cref="Fill"/> makes.</summary>
    private string Filler => Path.Combine(_mount, "filler");

    /// <summary>Takes all the room there is.</summary>
    public void Fill()
    {
        // Without a buffer: what does not fit must not be tried again when the file is closed.
        using var file = new FileStream(Filler, FileMode.Append, FileAccess.Write, FileShare.None, bufferSize: 0);
        foreach (var size in Pieces)
        {
            try
            {
                while (true)
                {
                    file.Write(new byte[size]);
                }
            }
            catch (IOException)
            {
                // Full for pieces of this size.
            }
        }
    }

    /// <summary>Gives back what was taken.</summary>
    public void MakeRoom() => File.Delete(Filler);

    /// <inheritdoc/>
    public void Dispose()
    {
        Run("umount", "-l", _mount);
        Directory.Delete(_mount);
    }

    private static int Run(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true, UseShellExecute = false })!;
        process.WaitForExit();
        return process.ExitCode;
    }
}
