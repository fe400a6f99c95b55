using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;
using StationAgent.Native;

namespace StationAgent.Vision.Capture.V4l2;

/// <summary>A device file under <c>/dev</c>.</summary>
internal sealed class LinuxVideoDevice : IVideoDevice
{
    // <asm-generic/mman.h>
    private const int ProtectRead = 1;
    private const int MapShared = 1;

    private readonly Lock _gate = new();
    private readonly SafeFileHandle _cancelled;
    private SafeFileHandle? _device;
    private bool _isDisposed;

    /// <summary>Prepares a device that is opened later.</summary>
    /// <param name="path">The device file.</param>
    /// <exception cref="FrameSourceException">The process has no file descriptor left.</exception>
    public LinuxVideoDevice(string path)
    {
        Path = path;
        _cancelled = LibC.EventFd(0, OpenFlags.CloseOnExec | OpenFlags.NonBlocking);
        if (_cancelled.IsInvalid)
        {
            var error = Marshal.GetLastPInvokeError();
            _cancelled.Dispose();
            throw CameraProblem.Explain(path, "cannot be waited for", error);
        }
    }

    /// <inheritdoc/>
    public string Path { get; }

    /// <inheritdoc/>
    public int Open()
    {
        _device?.Dispose();
        _device = LibC.Open(Path, OpenFlags.ReadWrite | OpenFlags.NonBlocking | OpenFlags.CloseOnExec);
        return _device.IsInvalid ? Marshal.GetLastPInvokeError() : 0;
    }

    /// <inheritdoc/>
    public int Control(uint request, Span<byte> argument)
    {
        while (true)
        {
            if (LibC.Control(Device, request, ref MemoryMarshal.GetReference(argument)) >= 0)
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
        var address = LibC.Map(0, length, ProtectRead, MapShared, Device, (nint)offset);
        return address == -1 ? 0 : address;
    }

    /// <inheritdoc/>
    public void Unmap(nint address, uint length) => _ = LibC.Unmap(address, length);

    /// <inheritdoc/>
    public VideoWait Wait(TimeSpan limit)
    {
        // The handles live as long as this object, and the thread that waits here also disposes of it.
        Span<PollDescriptor> descriptors =
        [
            new((int)Device.DangerousGetHandle(), PollEvents.In, 0),
            new((int)_cancelled.DangerousGetHandle(), PollEvents.In, 0),
        ];
        var count = LibC.Poll(descriptors, (nuint)descriptors.Length, (int)limit.TotalMilliseconds);
        if (count < 0)
        {
            // A signal interrupted the wait: the caller waits again.
            return Marshal.GetLastPInvokeError() == Errno.Interrupted ? VideoWait.Ready : VideoWait.Lost;
        }

        return descriptors[1].Seen != 0 ? VideoWait.Cancelled
            : (descriptors[0].Seen & (PollEvents.Error | PollEvents.HangUp | PollEvents.Invalid)) != 0 ? VideoWait.Lost
            : descriptors[0].Seen != 0 ? VideoWait.Ready
            : VideoWait.TimedOut;
    }

    /// <inheritdoc/>
    public void Cancel()
    {
        lock (_gate)
        {
            if (!_isDisposed)
            {
                ReadOnlySpan<byte> one = [1, 0, 0, 0, 0, 0, 0, 0];
                _ = LibC.Write(_cancelled, one, one.Length);
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
