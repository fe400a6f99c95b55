using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace StationAgent.Vision.Capture.V4l2;

/// <summary>A device file under <c>/dev</c>.</summary>
internal sealed partial class LinuxVideoDevice : IVideoDevice
{
    private readonly Lock _gate = new();
    private readonly SafeFileHandle _cancelled;
    private SafeFileHandle? _device;
    private bool _isDisposed;

    /// <summary>Makes one that is not open yet.</summary>
    /// <param name="path">The device file.</param>
    /// <exception cref="FrameSourceException">The process has no file descriptor left.</exception>
    public LinuxVideoDevice(string path)
    {
        Path = path;
        _cancelled = Native.EventFd(0, Native.CloseOnExec | Native.NonBlocking);
        if (_cancelled.IsInvalid)
        {
            var error = Marshal.GetLastPInvokeError();
            _cancelled.Dispose();
            throw Errno.Explain(path, "cannot be waited for", error);
        }
    }

    /// <inheritdoc/>
    public string Path { get; }

    /// <inheritdoc/>
    public int Open()
    {
        _device?.Dispose();
        _device = Native.Open(Path, Native.ReadWrite | Native.NonBlocking | Native.CloseOnExec);
        return _device.IsInvalid ? Marshal.GetLastPInvokeError() : 0;
    }

    /// <inheritdoc/>
    public int Control(uint request, Span<byte> argument)
    {
        while (true)
        {
            if (Native.Control(Device, request, ref MemoryMarshal.GetReference(argument)) >= 0)
            {
                return 0;
            }

            var error = Marshal.GetLastPInvokeError();
            if (error != Errno.Interrupted)
            {
                return error;
            }
        }
    }

    /// <inheritdoc/>
    public nint Map(uint length, uint offset)
    {
        var address = Native.Map(0, length, Native.ProtectRead, Native.MapShared, Device, (nint)offset);
        return address == -1 ? 0 : address;
    }

    /// <inheritdoc/>
    public void Unmap(nint address, uint length) => _ = Native.Unmap(address, length);

    /// <inheritdoc/>
    public VideoWait Wait(TimeSpan limit)
    {
        // The handles live as long as this object, which this thread disposes of itself.
        Span<Native.PollEntry> entries =
        [
            new() { Descriptor = (int)Device.DangerousGetHandle(), Events = Native.PollIn },
            new() { Descriptor = (int)_cancelled.DangerousGetHandle(), Events = Native.PollIn },
        ];
        var count = Native.Poll(ref MemoryMarshal.GetReference(entries), (nuint)entries.Length, (int)limit.TotalMilliseconds);
        if (count < 0)
        {
            // A signal: the caller looks at its own clock and waits again.
            return Marshal.GetLastPInvokeError() == Errno.Interrupted ? VideoWait.Ready : VideoWait.Lost;
        }

        return entries[1].Returned != 0 ? VideoWait.Cancelled
            : (entries[0].Returned & (Native.PollError | Native.PollHangUp | Native.PollInvalid)) != 0 ? VideoWait.Lost
            : entries[0].Returned != 0 ? VideoWait.Ready
            : VideoWait.TimedOut;
    }

    /// <inheritdoc/>
    public void Cancel()
    {
        lock (_gate)
        {
            if (!_isDisposed)
            {
                var one = 1UL;
                _ = Native.Write(_cancelled, ref one, sizeof(ulong));
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (_gate)
        {
            _isDisposed = true;
            _device?.Dispose();
            _cancelled.Dispose();
        }
    }

    private SafeFileHandle Device => _device ?? throw new InvalidOperationException("The device is not open.");
}
