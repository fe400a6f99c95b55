namespace StationAgent.Simulation.World;

/// <summary>
/// The slow creep of a load cell's zero: a walk whose rate is drawn again every ten minutes and never exceeds a bound. Remembers how far it
/// has walked, so that asking forward in time costs nothing.
/// </summary>
/// <param name="seed">The same seed walks the same way.</param>
/// <param name="gramsPerHour">Largest rate either way.</param>
internal sealed class ZeroDrift(int seed, double gramsPerHour)
{
    private const long SegmentTicks = 10 * TimeSpan.TicksPerMinute;
    private const ulong Purpose = 11;

    private long _segment;
    private double _walked;

    /// <summary>The change since the start, in grams.</summary>
    /// <param name="sinceStart">Not negative, and not before the segment last asked for.</param>
    public double At(TimeSpan sinceStart)
    {
        var (segment, inside) = Math.DivRem(sinceStart.Ticks, SegmentTicks);
        ArgumentOutOfRangeException.ThrowIfLessThan(segment, _segment, nameof(sinceStart));
        for (; _segment < segment; _segment++)
        {
            _walked += RateOf(_segment) * SegmentTicks;
        }

        return (_walked + (RateOf(segment) * inside)) / TimeSpan.TicksPerHour;
    }

    private double RateOf(long segment) => SeededRandom.Between((ulong)seed, (ulong)segment, Purpose, -gramsPerHour, gramsPerHour);
}
