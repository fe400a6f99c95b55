namespace StationAgent.Weighing;

/// <summary>
/// Keeps a load that rests at the value it was told with, by moving the zero: a thing that lies still does not change its mass, so what
/// moves is the scale. Slow, bounded, and only when it is told to.
/// </summary>
internal sealed class ZeroTracker(ZeroOptions options)
{
    /// <summary>The zero over the scale's own, in grams.</summary>
    public double Offset { get; private set; }

    /// <summary>True when the zero has gone as far as it may.</summary>
    public bool IsExhausted => Math.Abs(Offset) >= options.RangeGrams;

    /// <summary>Takes the present load as zero, at start.</summary>
    /// <returns>False, and nothing happens, when the load is too far from the scale's own zero to be nothing.</returns>
    public bool TryTakeAtStart(double load)
    {
        if (Math.Abs(Offset + load) > options.StartUpGrams)
        {
            return false;
        }

        Offset += load;
        return true;
    }

    /// <summary>Follows a resting load.</summary>
    /// <param name="departure">How far the load is from what it was told as, in grams.</param>
    /// <param name="elapsed">Time since the last sample.</param>
    public void Follow(double departure, TimeSpan elapsed)
    {
        var seconds = elapsed.TotalSeconds;
        var most = options.GramsPerSecond * seconds;
        var step = Math.Clamp(departure * Math.Min(1, seconds / options.TimeConstant.TotalSeconds), -most, most);
        Offset = Math.Clamp(Offset + step, -options.RangeGrams, options.RangeGrams);
    }
}
