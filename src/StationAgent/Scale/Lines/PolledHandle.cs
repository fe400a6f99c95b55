using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;
using StationAgent.Native;

namespace StationAgent.Scale.Lines;

/// <summary>
/// Reads and writes a non-blocking descriptor, with <c>poll</c> for every wait. A token ends the waits through an eventfd, so that they
/// need no periodic checks and cost nothing while no bytes come.
/// </summary>
internal sealed class PolledHandle : IDisposable
{
    private static readonly TimeSpan WriteTimeout = TimeSpan.FromSeconds(1);

    private readonly SafeHandle _handle;
    private readonly string _name;
    private readonly string _gone;
    private readonly CancellationToken _stop;
    private readonly SafeFileHandle _wake;
    private readonly CancellationTokenRegistration _registration;

    /// <param name="handle">The descriptor; the caller keeps the ownership.</param>
    /// <param name="name">The name of the line in messages.</param>
    /// <param name="gone">The words for a lost line, such as "is unplugged".</param>
    /// <param name="cancellationToken">Ends all waits.</param>
    public PolledHandle(SafeHandle handle, string name, string gone, CancellationToken cancellationToken)
    {
        _handle = handle;
        _name = name;
        _gone = gone;
        _stop = cancellationToken;
        _wake = LibC.EventFd(0, OpenFlags.NonBlocking | OpenFlags.CloseOnExec);
        if (_wake.IsInvalid)
        {
            throw new IOException($"cannot create an eventfd for {name}: {LibC.LastErrorText()}");
        }

        _registration = cancellationToken.UnsafeRegister(static state => Wake((SafeFileHandle)state!), _wake);
    }

    /// <inheritdoc cref="ILine.Read"/>
    public int Read(Span<byte> buffer, TimeSpan timeout)
    {
        while (Await(PollEvents.In, timeout))
        {
            var count = LibC.Read(_handle, buffer, buffer.Length);
            if (count > 0)
            {
                return (int)count;
            }

            ThrowIfGone(count);
        }

        return 0;
    }

    /// <inheritdoc cref="ILine.Write"/>
    public void Write(ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            if (!Await(PollEvents.Out, WriteTimeout))
            {
                throw new IOException($"{_name} has accepted no bytes for {WriteTimeout.TotalSeconds:0} s");
            }

            var count = LibC.Write(_handle, bytes, bytes.Length);
            if (count > 0)
            {
                bytes = bytes[(int)count..];
            }
            else
            {
                ThrowIfGone(count);
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        // Wait for a wake-up that is under way, so that it cannot write to a descriptor that was closed and assigned again.
        _registration.Dispose();
        _wake.Dispose();
    }

    private static void Wake(SafeFileHandle wake)
    {
        // This fails only when the counter is full, and then the waiting thread is awake.
        ReadOnlySpan<byte> one = [1, 0, 0, 0, 0, 0, 0, 0];
        _ = LibC.Write(wake, one, one.Length);
    }

    private bool Await(short what, TimeSpan timeout)
    {
        var milliseconds = (int)Math.Clamp(Math.Ceiling(timeout.TotalMilliseconds), 0, int.MaxValue);
        Span<PollDescriptor> descriptors =
        [
            new((int)_wake.DangerousGetHandle(), PollEvents.In, 0),
            new((int)_handle.DangerousGetHandle(), what, 0),
        ];
        while (true)
        {
            _stop.ThrowIfCancellationRequested();
            var count = LibC.Poll(descriptors, (nuint)descriptors.Length, milliseconds);
            if (count < 0 && Marshal.GetLastPInvokeError() != Errno.Interrupted)
            {
                throw new IOException($"{_name} cannot be polled: {LibC.LastErrorText()}");
            }

            _stop.ThrowIfCancellationRequested();
            if (count == 0)
            {
                return false;
            }

            var seen = descriptors[1].Seen;
            if ((seen & what) != 0)
            {
                return true;
            }

            // The remaining events are hang-up, error and invalid, which poll reports without being asked.
            if (count > 0 && seen != 0)
            {
                throw new IOException($"{_name} {_gone}");
            }
        }
    }

    private void ThrowIfGone(nint count)
    {
        if (count == 0)
        {
            throw new IOException($"{_name} {_gone}");
        }

        if (Marshal.GetLastPInvokeError() is not (Errno.Again or Errno.Interrupted))
        {
            throw new IOException($"{_name} {_gone}: {LibC.LastErrorText()}");
        }
    }
}
