using System.Numerics;

namespace StationAgent.Simulation.Scenes;

/// <summary>
/// The most recently lit reliefs of one platform. While a hand moves, each frame needs the same ones again: their light depends on the arm and its
/// turn, not on its position.
/// </summary>
internal sealed class ReliefCache : IDisposable
{
    // A hand in two parts, the empty hand and the sleeve, and the same for the next visitor.
    private const int Most = 8;

    private readonly List<(Key Key, LitRelief Relief)> _newestLast = [];

    /// <summary>The kept relief, or the one that <paramref name="make"/> gives.</summary>
    /// <param name="part">What it shows; with the seed it must determine everything about it but the light.</param>
    /// <param name="seed">The seed of the arm.</param>
    /// <param name="along">The frame's axis.</param>
    /// <param name="make">Makes it.</param>
    public LitRelief Get(string part, int seed, Vector3 along, Func<LitRelief> make)
    {
        var key = new Key(part, seed, along);
        var index = _newestLast.FindIndex(entry => entry.Key == key);
        var entry = index >= 0 ? _newestLast[index] : (key, make());
        if (index >= 0)
        {
            _newestLast.RemoveAt(index);
        }
        else if (_newestLast.Count == Most)
        {
            _newestLast[0].Relief.Dispose();
            _newestLast.RemoveAt(0);
        }

        _newestLast.Add(entry);
        return entry.Item2;
    }

    /// <summary>Forgets all reliefs: another platform has another light.</summary>
    public void Clear()
    {
        foreach (var (_, relief) in _newestLast)
        {
            relief.Dispose();
        }

        _newestLast.Clear();
    }

    public void Dispose() => Clear();

    private readonly record struct Key(string Part, int Seed, Vector3 Along);
}
