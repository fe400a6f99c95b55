using System.IO.Pipes;

namespace StationAgent.Tests.Scale.Hid;

/// <summary>A USB scale whose reports come through a pipe; the kernel lets a pipe be opened by the path of its handle, as a device by its own.</summary>
internal sealed class PipedHidDevice : IDisposable
{
    private readonly AnonymousPipeServerStream _pipe = new(PipeDirection.Out);
    private readonly Timer _timer;
    private readonly Lock _gate = new();
    private bool _isGone;

    /// <param name="report">The next report; empty for none.</param>
    public PipedHidDevice(Func<byte[]> report) => _timer = new Timer(
        _ =>
        {
            lock (_gate)
            {
                if (!_isGone)
                {
                    _pipe.Write(report());
                }
            }
        },
        state: null,
        TimeSpan.Zero,
        TimeSpan.FromMilliseconds(20));

    /// <summary>What to open.</summary>
    public string Path => $"/proc/self/fd/{_pipe.ClientSafePipeHandle.DangerousGetHandle()}";

    /// <summary>Pulls the plug.</summary>
    public void Vanish()
    {
        lock (_gate)
        {
            if (!_isGone)
            {
                _isGone = true;
                _pipe.SafePipeHandle.Dispose();
            }
        }
    }

    public void Dispose()
    {
        _timer.Dispose();
        Vanish();
        _pipe.Dispose();
    }
}
