using StationAgent.Scale;
using StationAgent.Weighing;

namespace StationAgent.Simulation.World;

/// <summary>The scale of a <see cref="LiveWorld"/>, at its own pace.</summary>
internal sealed class SimulatedScale(LiveWorld world, TimeSpan interval, TimeProvider time) : IScale
{
    private readonly PeriodicTimer _pace = new(interval, time);

    /// <inheritdoc/>
    public string Name => "simulated scale";

    /// <inheritdoc/>
    public async ValueTask<ScaleSample> NextAsync(CancellationToken cancellationToken)
    {
        while (await _pace.WaitForNextTickAsync(cancellationToken))
        {
            if (world.ReadScale() is { } sample)
            {
                return sample;
            }
        }

        throw new IOException("the simulated scale is closed");
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        _pace.Dispose();
        return ValueTask.CompletedTask;
    }
}
