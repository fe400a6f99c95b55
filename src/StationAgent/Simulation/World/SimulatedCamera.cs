using StationAgent.Simulation.Scenes;
using StationAgent.Vision.Capture;

namespace StationAgent.Simulation.World;

/// <summary>
/// The camera over the simulated platform. A picture is drawn when it is asked for and kept while the scene stays, with a few noises, so
/// a platform at rest costs next to nothing.
/// </summary>
/// <param name="world">What the camera sees in <see cref="FrameAt"/>.</param>
/// <param name="renderer">Draws it; used by one thread at a time.</param>
/// <param name="faults">What goes wrong; its times count from <paramref name="start"/>.</param>
/// <param name="start">The time at which the fault script begins.</param>
/// <param name="look">What the camera shows at a time instead of the world as it is then; null for a camera that is not behind.</param>
internal sealed class SimulatedCamera(
    SimulatedWorld world, ISceneRenderer renderer, SimulatedFaults? faults = null, TimeSpan start = default, Func<TimeSpan, Scene>? look = null)
{
    // As many as a vote uses, so that its frames all differ. Not more, because drawing takes most of the time of a simulation.
    private const int Noises = 3;

    // Two scenes: the bare platform and the current one.
    private const int KeptScenes = 2;

    // Several minutes: the picture of an empty tray serves again for as long as no better one comes.
    private const int RememberedFrames = 4_096;

    private readonly Lock _gate = new();
    private readonly List<Kept> _kept = [];
    private readonly Queue<(long Sequence, Scene Scene)> _shown = [];
    private long _sequence;

    /// <summary>What the next frame shows, without noise.</summary>
    /// <param name="at">The time it is stamped with.</param>
    public Scene SceneAt(TimeSpan at) => look is null ? world.Scene : look(at);

    /// <summary>The frame of the world as the camera shows it now.</summary>
    /// <param name="at">The time it is stamped with.</param>
    public Frame FrameAt(TimeSpan at) => FrameOf(SceneAt(at), at);

    /// <summary>The frame of a scene.</summary>
    /// <param name="scene">What the camera sees, without noise.</param>
    /// <param name="at">The time it is stamped with.</param>
    public Frame FrameOf(Scene scene, TimeSpan at)
    {
        lock (_gate)
        {
            var sequence = _sequence++;
            Remember(sequence, scene);
            return new Frame(
                faults?.OfCamera(at - start) switch
                {
                    SimulatedFault.CameraBlack => FaultyFrames.Black,
                    SimulatedFault.CameraGarbage => FaultyFrames.Garbage,
                    SimulatedFault.CameraOversized => FaultyFrames.Oversized,
                    _ => Draw(scene, (int)(sequence % Noises)),
                },
                at,
                sequence);
        }
    }

    /// <summary>What an earlier frame showed, without noise; null when it was taken too long ago. Known only of a camera that does not show the world as it is.</summary>
    public Scene? SceneOf(Frame frame)
    {
        lock (_gate)
        {
            return _shown.FirstOrDefault(shown => shown.Sequence == frame.Sequence).Scene;
        }
    }

    private void Remember(long sequence, Scene scene)
    {
        if (look is null)
        {
            return;
        }

        if (_shown.Count == RememberedFrames)
        {
            _shown.Dequeue();
        }

        _shown.Enqueue((sequence, scene));
    }

    private byte[] Draw(Scene scene, int noise)
    {
        var kept = Keep(scene);
        return kept.Jpegs[noise] ??= renderer.RenderJpeg(scene with { NoiseSeed = noise });
    }

    private Kept Keep(Scene scene)
    {
        var index = _kept.FindIndex(one => ReferenceEquals(one.Scene, scene));
        var kept = index < 0 ? new Kept(scene) : _kept[index];
        if (index >= 0)
        {
            _kept.RemoveAt(index);
        }
        else if (_kept.Count == KeptScenes)
        {
            // The bare platform comes back after each visit.
            _kept.RemoveAt(_kept[0].Scene.Items.IsEmpty && _kept[0].Scene.Hand is null ? 1 : 0);
        }

        _kept.Add(kept);
        return kept;
    }

    private sealed record Kept(Scene Scene)
    {
        public byte[]?[] Jpegs { get; } = new byte[Noises][];
    }
}
