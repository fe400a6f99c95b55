using StationAgent.Simulation.Scenes;

namespace StationAgent.Simulation.SensorFaults;

/// <summary>What the platform has looked like in the last seconds, for a camera that is behind. It never shows an earlier time than it has shown before.</summary>
internal sealed class SceneHistory
{
    private static readonly TimeSpan Kept = TimeSpan.FromSeconds(10);

    private readonly List<(TimeSpan At, Scene Scene)> _scenes = [];
    private TimeSpan _shown = TimeSpan.MinValue;

    /// <summary>Notes what the platform looks like from a time on.</summary>
    public void Note(TimeSpan at, Scene scene)
    {
        if (_scenes.Count == 0 || !ReferenceEquals(_scenes[^1].Scene, scene))
        {
            _scenes.Add((at, scene));
        }

        while (_scenes.Count > 1 && _scenes[1].At < at - Kept)
        {
            _scenes.RemoveAt(0);
        }
    }

    /// <summary>What a camera shows that is behind by a delay.</summary>
    public Scene Show(TimeSpan at, TimeSpan delay)
    {
        // A stream that falls behind stands still; it does not run backwards.
        _shown = at - delay > _shown ? at - delay : _shown;
        var index = _scenes.FindLastIndex(one => one.At <= _shown);
        return _scenes[Math.Max(index, 0)].Scene;
    }
}
