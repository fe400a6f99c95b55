using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;
using StationAgent.Native;

namespace StationAgent.Scale.Lines;

/// <summary>A serial port. It calls the kernel itself, because Close of <c>System.IO.Ports</c> hangs when the adapter has been unplugged.</summary>
internal sealed class SerialLine : ILine
{
    // <asm/ioctls.h>; the settings are those of termios2.
    private const nuint GetSettings = 0x802C542A;
    private const nuint SetSettings = 0x402C542B;
    private const nuint Flush = 0x540B;
    private const nint FlushBoth = 2;
    private const nuint SetExclusive = 0x540C;
    private const nuint UnsetExclusive = 0x540D;

    // A receiver reads 10-bit frames up to about 5 % off; 3 % leaves room for the other side's own error.
    private const double AllowedSpeedError = 0.03;

    private readonly SafeFileHandle _port;
    private readonly PolledHandle _polled;

    private SerialLine(SafeFileHandle port, PolledHandle polled)
    {
        _port = port;
        _polled = polled;
    }

    /// <summary>Opens a port for this process alone and discards the contents of its buffers.</summary>
    /// <param name="path">Its device, preferably a stable one in <c>/dev/serial/by-id</c>.</param>
    /// <param name="baudRate">Bits a second.</param>
    /// <param name="framing">The format of bytes on the line.</param>
    /// <param name="cancellationToken">Ends the line.</param>
    /// <exception cref="IOException">It cannot be opened or is not a serial port; the message says why.</exception>
    public static SerialLine Open(string path, int baudRate, SerialFraming framing, CancellationToken cancellationToken)
    {
        // Open without blocking, because open() of a port that obeys its modem lines would wait for a carrier.
        var port = LibC.Open(
            path, OpenFlags.ReadWrite | OpenFlags.NoControllingTerminal | OpenFlags.NonBlocking | OpenFlags.CloseOnExec);
        try
        {
            if (port.IsInvalid)
            {
                throw new IOException($"{path} cannot be opened: {OpeningProblem()}");
            }

            SetUp(port, path, baudRate, framing);
            return new SerialLine(port, new PolledHandle(port, path, "is unplugged", cancellationToken));
        }
        catch
        {
            port.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public int Read(Span<byte> buffer, TimeSpan timeout) => _polled.Read(buffer, timeout);

    /// <inheritdoc/>
    public void Write(ReadOnlySpan<byte> bytes) => _polled.Write(bytes);

    /// <inheritdoc/>
    public void Dispose()
    {
        _polled.Dispose();

        // The kernel's close waits up to 30 s for what is not sent yet. Both calls fail harmlessly on a port that is gone.
        _ = LibC.Control(_port, Flush, FlushBoth);
        _ = LibC.Control(_port, UnsetExclusive, 0);
        _port.Dispose();
    }

    private static void SetUp(SafeFileHandle port, string path, int baudRate, SerialFraming framing)
    {
        var settings = default(Termios);
        if (Control(port, GetSettings, ref settings) != 0)
        {
            throw new IOException(
                Marshal.GetLastPInvokeError() == Errno.NoTerminal ? $"{path} is not a serial port" : $"{path} cannot be queried: {LibC.LastErrorText()}");
        }

        settings.MakeRaw(baudRate, framing);
        if (LibC.Control(port, SetExclusive, 0) != 0
            || Control(port, SetSettings, ref settings) != 0
            || LibC.Control(port, Flush, FlushBoth) != 0
            || Control(port, GetSettings, ref settings) != 0)
        {
            throw new IOException($"{path} cannot be set up: {LibC.LastErrorText()}");
        }

        if (Math.Abs(settings.OutputSpeed - (double)baudRate) > AllowedSpeedError * baudRate)
        {
            throw new IOException($"{path} runs at {settings.OutputSpeed} baud instead of {baudRate} (Scale:BaudRate)");
        }
    }

    private static int Control(SafeFileHandle port, nuint request, ref Termios settings) =>
        LibC.Control(port, request, ref MemoryMarshal.AsBytes(new Span<Termios>(ref settings))[0]);

    private static string OpeningProblem() => LibC.LastErrorText() + Marshal.GetLastPInvokeError() switch
    {
        Errno.AccessDenied => " (the agent's user must be in the group of the port, usually dialout)",
        Errno.Busy => " (another program is using it)",
        _ => "",
    };
}
