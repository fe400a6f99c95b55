using StationAgent.Vision.Capture;

namespace StationAgent.Simulation.World;

/// <summary>The camera of a <see cref="LiveWorld"/>, at its own pace.</summary>
internal sealed class SimulatedFrameSource(LiveWorld world, TimeSpan interval, TimeProvider time) : IFrameSource
{
    private readonly PeriodicTimer _pace = new(interval, time);

    /// <inheritdoc/>
    public string Name => "simulated camera";

    /// <inheritdoc/>
    public async ValueTask<Frame> NextAsync(CancellationToken cancellationToken)
    {
        while (await _pace.WaitForNextTickAsync(cancellationToken))
        {
            if (world.TakeFrame() is { } frame)
            {
                return frame;
            }
        }

        throw new FrameSourceException("the simulated camera is closed");
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        _pace.Dispose();
        return ValueTask.CompletedTask;
    }
}
