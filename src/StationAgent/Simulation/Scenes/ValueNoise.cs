namespace StationAgent.Simulation.Scenes;

/// <summary>Smooth random fields (value noise).</summary>
internal static class ValueNoise
{
    /// <summary>−1 to 1, one hill about every unit; repeats after <paramref name="period"/> units (0: never).</summary>
    public static float At(float x, float y, int seed, int period = 0)
    {
        var (fx, fy) = (MathF.Floor(x), MathF.Floor(y));
        var (ix, iy) = ((int)fx, (int)fy);
        var (tx, ty) = (Smooth(x - fx), Smooth(y - fy));
        var top = Mix(Lattice(ix, iy, seed, period), Lattice(ix + 1, iy, seed, period), tx);
        var bottom = Mix(Lattice(ix, iy + 1, seed, period), Lattice(ix + 1, iy + 1, seed, period), tx);
        return Mix(top, bottom, ty);
    }

    /// <summary>Sharp crests between wide valleys, as in gathered cloth; 0 to 1.</summary>
    public static float Crests(float x, float y, int seed)
    {
        var a = 1 - MathF.Abs(At(x, y, seed));
        var b = 1 - MathF.Abs(At((x * 2.1f) + 11, (y * 2.1f) + 7, seed + 1));
        return (a * a * 0.7f) + (b * b * 0.3f);
    }

    private static float Lattice(int x, int y, int seed, int period)
    {
        if (period > 0)
        {
            (x, y) = (((x % period) + period) % period, ((y % period) + period) % period);
        }

        var h = unchecked((uint)x * 374761393u) + unchecked((uint)y * 668265263u) + unchecked((uint)seed * 2246822519u);
        h = (h ^ (h >> 13)) * 1274126177u;
        h ^= h >> 16;
        return ((h & 0xFFFF) * (2f / 65535f)) - 1;
    }

    private static float Smooth(float t) => t * t * (3 - (2 * t));

    private static float Mix(float a, float b, float t) => a + ((b - a) * t);
}
