using StationAgent.Clock;
using StationAgent.Vision.Capture;

namespace StationAgent.Benchmarks.Idle;

/// <summary>A camera that looks at an empty platform, in real time. Each picture is copied into memory of its own, as a driver must once.</summary>
internal sealed class PacedCamera : IFrameSource
{
    private readonly DeviceThread<Frame> _device;
    private long _frames;

    /// <param name="jpeg">What it sees.</param>
    /// <param name="rate">Pictures a second.</param>
    public PacedCamera(ReadOnlyMemory<byte> jpeg, double rate) => _device = new DeviceThread<Frame>(
        rate,
        () => new Frame(jpeg.ToArray(), BootTimeProvider.Instance.SinceBoot(), Interlocked.Increment(ref _frames)));

    /// <inheritdoc/>
    public string Name => "pictures from memory";

    /// <summary>Pictures delivered.</summary>
    public long Frames => Interlocked.Read(ref _frames);

    /// <inheritdoc/>
    public ValueTask<Frame> NextAsync(CancellationToken cancellationToken) => _device.NextAsync(cancellationToken);

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _device.DisposeAsync();
}
