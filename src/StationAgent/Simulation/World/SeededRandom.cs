namespace StationAgent.Simulation.World;

/// <summary>
/// Random numbers from a seed and a place in the simulation, without state: the same arguments give the same number on every machine,
/// independent of earlier calls. SplitMix64 (Steele, Lea, Flood 2014) mixes the arguments.
/// </summary>
internal static class SeededRandom
{
    private const ulong Golden = 0x9E3779B97F4A7C15;
    private const double PerBit53 = 1.0 / (1UL << 53);

    /// <summary>64 evenly mixed bits.</summary>
    public static ulong Bits(ulong seed, ulong place, ulong purpose)
    {
        var mixed = Mix(seed + (Golden * (purpose + 1)));
        return Mix(mixed + (Golden * (place + 1)));
    }

    /// <summary>A number from 0 to below 1.</summary>
    public static double Unit(ulong seed, ulong place, ulong purpose) => (Bits(seed, place, purpose) >> 11) * PerBit53;

    /// <summary>A number between two bounds.</summary>
    public static double Between(ulong seed, ulong place, ulong purpose, double low, double high) =>
        low + ((high - low) * Unit(seed, place, purpose));

    /// <summary>A number from 0 to below <paramref name="bound"/>.</summary>
    public static int Below(ulong seed, ulong place, ulong purpose, int bound) => (int)(Bits(seed, place, purpose) % (uint)bound);

    /// <summary>A normally distributed number of mean 0 and standard deviation 1 (Box and Muller).</summary>
    public static double Gaussian(ulong seed, ulong place, ulong purpose)
    {
        var bits = Bits(seed, place, purpose);

        // Never 0, whose logarithm would be infinite.
        var radius = ((bits >> 32) + 1) * (1.0 / 4294967296.0);
        var angle = (bits & 0xFFFFFFFF) * (Math.Tau / 4294967296.0);
        return Math.Sqrt(-2 * Math.Log(radius)) * Math.Cos(angle);
    }

    private static ulong Mix(ulong value)
    {
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
        return value ^ (value >> 31);
    }
}
