using System.Diagnostics;
using Microsoft.Win32.SafeHandles;
using Xunit;

namespace StationAgent.Testing;

/// <summary>A serial port for programs, a real pty of socat, whose far end is a TCP connection to loopback. Disposing pulls the plug.</summary>
public sealed class SocatPty : IDisposable
{
    private readonly Process _socat;
    private SafeFileHandle? _held;

    /// <summary>Starts socat; skips the test when it is not installed. The port is there once it has connected.</summary>
    /// <param name="path">Where the port's name is put, as udev does with <c>/dev/serial/by-id</c>.</param>
    /// <param name="tcpPort">Where the device listens.</param>
    public SocatPty(string path, int tcpPort)
    {
        Path = path;

        var start = new ProcessStartInfo(Program(), [$"PTY,raw,echo=0,link={path}", $"TCP:127.0.0.1:{tcpPort}"])
        {
            UseShellExecute = false,
        };
        _socat = Process.Start(start)!;
    }

    /// <summary>The port's name.</summary>
    public string Path { get; }

    /// <summary>Skips the test when socat is not installed.</summary>
    public static void SkipIfMissing() => Program();

    /// <summary>Keeps the port open besides, because socat takes one that its last user has closed for one that is gone. Once it is there.</summary>
    public void Hold() => _held = File.OpenHandle(Path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite);

    /// <inheritdoc/>
    public void Dispose()
    {
        _held?.Dispose();
        _socat.Kill();
        _socat.WaitForExit();
        _socat.Dispose();
        File.Delete(Path);
    }

    private static string Program()
    {
        var program = Mosquitto.FindProgram("socat");
        if (program is null)
        {
            Assert.Skip("socat is not installed");
        }

        return program;
    }
}
