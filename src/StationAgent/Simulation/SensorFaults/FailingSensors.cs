using StationAgent.Camera;
using StationAgent.Simulation.Scenes;
using StationAgent.Simulation.World;
using StationAgent.Weighing;

namespace StationAgent.Simulation.SensorFaults;

/// <summary>The sensors of a simulated station as they fail, with the journal of what happened.</summary>
/// <param name="run">Makes them fail.</param>
/// <param name="world">The platform.</param>
/// <param name="journal">Writes down what happens.</param>
internal sealed class FailingSensors(SensorFaultRun run, SimulatedWorld world, SensorFaultJournal journal)
{
    /// <summary>Time between two frames: a piece that is replaced within a second must be seen to go.</summary>
    public static readonly TimeSpan FramePeriod = TimeSpan.FromSeconds(0.25);

    private readonly SilenceWatch _scale = new(StationFault.Scale);
    private readonly SilenceWatch _camera = new(StationFault.Camera);

    /// <summary>True while the camera delivers nothing.</summary>
    public bool IsCameraSilent => run.IsCameraSilent;

    /// <summary>When the run was given up because the station took no more pieces; null when it was not.</summary>
    public TimeSpan? GivenUpAt { get; private set; }

    /// <summary>Follows the world to the present time.</summary>
    public void Step()
    {
        run.Step();
        journal.Step(world, run.Active);
    }

    /// <summary>Ends the run early.</summary>
    public void GiveUp(TimeSpan at) => GivenUpAt = at;

    /// <summary>Reads the scale.</summary>
    /// <returns>The sample, if one is delivered, and what the service would report about the scale after it.</returns>
    public (ScaleSample? Sample, StationSignal? Signal) ReadScale(TimeSpan at)
    {
        var sample = run.ReadScale(at);
        return sample is null || _scale.IsClosed(at) ? (null, _scale.Miss(at)) : (sample, _scale.Take(at));
    }

    /// <summary>Takes note of a frame that is due.</summary>
    /// <returns>True when none is delivered, with what the service would report about the camera.</returns>
    public (bool IsMissing, StationSignal? Signal) CameraMisses(TimeSpan at, FrameHub hub)
    {
        if (!run.IsCameraSilent && !_camera.IsClosed(at))
        {
            return (false, null);
        }

        var lost = _camera.Miss(at);
        if (lost is not null)
        {
            // A camera that was lost may show another view when it comes back.
            hub.Forget();
        }

        return (true, lost);
    }

    /// <summary>Takes note of a delivered frame.</summary>
    /// <returns>What the service would report about the camera; null for nothing.</returns>
    public StationSignal? CameraDelivers(TimeSpan at, FrameHub hub) => _camera.Take(at, !_camera.IsLost || hub.HasReference);

    /// <summary>What the camera shows.</summary>
    public Scene Look(TimeSpan at) => run.Look(at);

    /// <summary>Notes what the picture shows with which those of a piece are compared; null when it is not known.</summary>
    public void NoteReference(Scene? scene) => journal.NoteReference(scene);

    /// <summary>Notes what the pictures of a piece show.</summary>
    public void NotePictures(Scene scene, int count) => journal.NotePictures(Enumerable.Repeat(scene, count));
}
