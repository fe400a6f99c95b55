namespace StationAgent.Weighing;

/// <summary>
/// Keeps a load that rests at the value it was told with, by moving the zero: a thing that lies still does not change its mass, so what
/// moves is the scale. Slow, bounded, and only when it is told to.
/// </summary>
internal sealed class ZeroTracker(ZeroOptions options)
{
    private const double FarOut = 0.6;
    private const double BackInside = 0.5;

    /// <summary>The zero over the scale's own, in grams.</summary>
    public double Offset { get; private set; }

    /// <summary>True when the zero has gone as far as it may.</summary>
    public bool IsExhausted => Math.Abs(Offset) >= options.RangeGrams;

    /// <summary>True when the zero has gone so far that somebody should see to the scale.</summary>
    public bool IsFarOut => Math.Abs(Offset) >= options.RangeGrams * FarOut;

    /// <summary>True when the zero is clearly not that far out.</summary>
    public bool IsBackInside => Math.Abs(Offset) <= options.RangeGrams * BackInside;

    /// <summary>True when a load is so close to the scale's own zero that at a start it is nothing.</summary>
    public bool IsNearItsOwn(double load) => Math.Abs(Offset + load) <= options.StartUpGrams;

    /// <summary>Moves the zero at once.</summary>
    public void Move(double by) => Offset += by;

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
