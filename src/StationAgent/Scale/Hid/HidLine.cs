using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;
using StationAgent.Native;
using StationAgent.Scale.Lines;

namespace StationAgent.Scale.Hid;

/// <summary>A HID device of the kernel's driver <c>hidraw</c>. Each read gives one report, cut to the length of the buffer.</summary>
internal sealed class HidLine : ILine
{
    private readonly SafeFileHandle _device;
    private readonly PolledHandle _polled;

    private HidLine(SafeFileHandle device, PolledHandle polled)
    {
        _device = device;
        _polled = polled;
    }

    /// <summary>Opens a device.</summary>
    /// <exception cref="IOException">It cannot be opened; the message says why and what to do.</exception>
    public static HidLine Open(string path, CancellationToken cancellationToken)
    {
        var device = LibC.Open(path, OpenFlags.ReadOnly | OpenFlags.NonBlocking | OpenFlags.CloseOnExec | OpenFlags.NoControllingTerminal);
        try
        {
            return device.IsInvalid
                ? throw new IOException($"{path} cannot be opened: {Problem()}")
                : new HidLine(device, new PolledHandle(device, path, "is unplugged, or the scale has switched itself off", cancellationToken));
        }
        catch
        {
            device.Dispose();
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
        _device.Dispose();
    }

    private static string Problem() => LibC.LastErrorText() + Marshal.GetLastPInvokeError() switch
    {
        Errno.AccessDenied => " (install the udev rule of deploy/60-station-agent-scales.rules, which gives USB scales to the group dialout, and plug the scale in again)",
        Errno.NotPermitted => " (the unit must allow it: DeviceAllow=char-hidraw rw)",
        Errno.NoEntry => " (the scale is switched off or not plugged in; the number in /dev/hidraw0 may change, so leave Scale:Hid:Device out when there is one scale)",
        _ => "",
    };
}
