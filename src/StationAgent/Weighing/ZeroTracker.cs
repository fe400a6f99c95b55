namespace StationAgent.Weighing;

/// <summary>
/// Keeps a resting load at its reported value by moving the zero: an object at rest does not change its mass, so
/// the scale has drifted. The zero moves slowly, within bounds, and only when <see cref="Follow"/> is called.
/// </summary>
internal sealed class ZeroTracker(ZeroOptions options)
{
    private const double FarOut = 0.6;
    private const double BackInside = 0.5;

    /// <summary>The zero over the scale's own, in grams.</summary>
    public double Offset { get; private set; }

    /// <summary>True when the zero has drifted to its limit.</summary>
    public bool IsExhausted => Math.Abs(Offset) >= options.RangeGrams;

    /// <summary>True when the zero has drifted so far that a person should check the scale.</summary>
    public bool IsFarOut => Math.Abs(Offset) >= options.RangeGrams * FarOut;

    /// <summary>True when the zero is clearly below that limit again.</summary>
    public bool IsBackInside => Math.Abs(Offset) <= options.RangeGrams * BackInside;

    /// <summary>True when a load is so close to the scale's own zero that it counts as nothing at a start.</summary>
    public bool IsNearItsOwn(double load) => Math.Abs(Offset + load) <= options.StartUpGrams;

    /// <summary>Moves the zero at once.</summary>
    public void Move(double by) => Offset += by;

    /// <summary>Follows a resting load.</summary>
    /// <param name="departure">How far the load is from its reported value, in grams.</param>
    /// <param name="elapsed">Time since the last sample.</param>
    public void Follow(double departure, TimeSpan elapsed)
    {
        var seconds = elapsed.TotalSeconds;
        var most = options.GramsPerSecond * seconds;
        var step = Math.Clamp(departure * Math.Min(1, seconds / options.TimeConstant.TotalSeconds), -most, most);
        Offset = Math.Clamp(Offset + step, -options.RangeGrams, options.RangeGrams);
    }
}
