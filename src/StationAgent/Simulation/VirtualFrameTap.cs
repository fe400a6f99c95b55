using StationAgent.Camera;
using StationAgent.Simulation.World;
using StationAgent.Vision.Capture;

namespace StationAgent.Simulation;

/// <summary>
/// Gives fresh frames of a station in virtual time: time stands still while an effect waits, so the frames are taken in one moment, each with
/// its own noise.
/// </summary>
internal sealed class VirtualFrameTap(FrameHub hub, SimulatedCamera camera, VirtualTimeProvider time) : IFrameTap
{
    /// <inheritdoc/>
    public Frame? Latest => hub.Latest;

    /// <inheritdoc/>
    public Frame? ReferenceBefore(TimeSpan changedAt) => hub.ReferenceBefore(changedAt);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<Frame>> TakeAsync(int count, TimeSpan notBefore, CancellationToken cancellationToken)
    {
        var frames = new Frame[count];
        for (var i = 0; i < count; i++)
        {
            frames[i] = camera.FrameAt(time.Elapsed);
        }

        return ValueTask.FromResult<IReadOnlyList<Frame>>(frames);
    }
}
