namespace StationAgent.Simulation.Scenes;

/// <summary>
/// Repeatable random numbers (SplitMix64). Each factor of a picture has its own generator, by seed and factor name, so that no factor's
/// value depends on how many numbers another factor used.
/// </summary>
internal sealed class SceneRandom
{
    private ulong _state;

    private SceneRandom(ulong state) => _state = state;

    public static SceneRandom For(int seed, string factor)
    {
        // FNV-1a, because string.GetHashCode differs between runs.
        var hash = 14695981039346656037UL;
        foreach (var c in factor)
        {
            hash = (hash ^ c) * 1099511628211UL;
        }

        return new SceneRandom(Mix(hash ^ (ulong)(uint)seed * 0x9E3779B97F4A7C15UL));
    }

    public static ulong Mix(ulong value)
    {
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9UL;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EBUL;
        return value ^ (value >> 31);
    }

    public ulong NextBits() => Mix(_state += 0x9E3779B97F4A7C15UL);

    /// <summary>From 0 to below 1.</summary>
    public double Unit() => (NextBits() >> 11) * (1.0 / (1UL << 53));

    public double Range(double from, double to) => from + ((to - from) * Unit());

    public float Range(float from, float to) => (float)Range((double)from, to);

    /// <summary>From 0 to below <paramref name="end"/>.</summary>
    public int Below(int end) => (int)(NextBits() % (ulong)end);

    public bool Chance(double probability) => Unit() < probability;

    public T Pick<T>(params ReadOnlySpan<T> values) => values[Below(values.Length)];

    /// <summary>Approximately normal: mean 0, standard deviation 1, within ±3.5.</summary>
    public double Bell() => (Unit() + Unit() + Unit() + Unit() + Unit() + Unit() - 3) * 1.41421356;
}
