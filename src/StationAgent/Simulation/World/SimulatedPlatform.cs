using StationAgent.Clock;
using StationAgent.Scale;
using StationAgent.Weighing;

namespace StationAgent.Simulation.World;

/// <summary>A simulated scale without visitors: the caller sets its load.</summary>
internal sealed class SimulatedPlatform(int seed, SimulatedScaleOptions options, TimeProvider time) : IScale
{
    private readonly PeriodicTimer _pace = new(options.Interval, time);
    private readonly ScalePhysics _physics = new(seed, options);

    /// <summary>What lies on it.</summary>
    public Grams Load { get; set; }

    /// <inheritdoc/>
    public string Name => "simulated scale";

    /// <inheritdoc/>
    public async ValueTask<ScaleSample> NextAsync(CancellationToken cancellationToken) =>
        await _pace.WaitForNextTickAsync(cancellationToken)
            ? _physics.Sample(time.SinceBoot(), Load.Value)
            : throw new IOException("the simulated scale is closed");

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        _pace.Dispose();
        return ValueTask.CompletedTask;
    }
}
