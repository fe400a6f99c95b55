using StationAgent.Clock;
using StationAgent.Scale;
using StationAgent.Simulation.World;
using StationAgent.Weighing;

namespace StationAgent.Benchmarks.Idle;

/// <summary>A simulated scale with nothing on it, in real time.</summary>
internal sealed class PacedScale : IScale
{
    private readonly ScalePhysics _physics;
    private readonly DeviceThread<ScaleSample> _device;
    private long _samples;

    public PacedScale(double rate)
    {
        _physics = new ScalePhysics(seed: 1, new SimulatedScaleOptions { Rate = rate });
        _device = new DeviceThread<ScaleSample>(rate, Read);
    }

    /// <inheritdoc/>
    public string Name => "an empty platform";

    /// <summary>Samples delivered.</summary>
    public long Samples => Interlocked.Read(ref _samples);

    /// <inheritdoc/>
    public ValueTask<ScaleSample> NextAsync(CancellationToken cancellationToken) => _device.NextAsync(cancellationToken);

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _device.DisposeAsync();

    private ScaleSample Read()
    {
        Interlocked.Increment(ref _samples);
        return _physics.Sample(BootTimeProvider.Instance.SinceBoot(), trueLoad: 0);
    }
}
