using StationAgent.Camera;
using StationAgent.Simulation.SensorFaults;
using StationAgent.Simulation.World;
using StationAgent.Vision.Capture;

namespace StationAgent.Simulation;

/// <summary>
/// Gives fresh frames of a station in virtual time: time stands still while an effect waits, so the frames are taken in one moment, each with
/// its own noise.
/// </summary>
/// <param name="hub">Keeps the reference.</param>
/// <param name="camera">The camera.</param>
/// <param name="time">Station time.</param>
/// <param name="faults">How the sensors fail; null when they do not.</param>
internal sealed class VirtualFrameTap(FrameHub hub, SimulatedCamera camera, VirtualTimeProvider time, FailingSensors? faults = null) : IFrameTap
{
    /// <inheritdoc/>
    public Frame? Latest => hub.Latest;

    /// <inheritdoc/>
    public Frame? ReferenceBefore(TimeSpan changedAt)
    {
        var reference = hub.ReferenceBefore(changedAt);
        faults?.NoteReference(reference is null ? null : camera.SceneOf(reference));
        return reference;
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<Frame>> TakeAsync(int count, TimeSpan notBefore, CancellationToken cancellationToken)
    {
        if (faults is { IsCameraSilent: true })
        {
            // Time stands still here, so a wait for the next frame would have no end: the wait is over as if its limit had passed.
            throw new OperationCanceledException("the simulated camera delivers nothing");
        }

        faults?.NotePictures(camera.SceneAt(time.Elapsed), count);
        var frames = new Frame[count];
        for (var i = 0; i < count; i++)
        {
            frames[i] = camera.FrameAt(time.Elapsed);
        }

        return ValueTask.FromResult<IReadOnlyList<Frame>>(frames);
    }
}
