namespace StationAgent.Weighing;

/// <summary>The zero that an earlier run of the agent kept.</summary>
/// <param name="Zero">The zero over the scale's own.</param>
/// <param name="Load">The load that rested on the platform with it; nothing for an empty one.</param>
/// <param name="Age">How long ago that was; null when the clocks do not tell.</param>
internal readonly record struct KeptZero(Grams Zero, Grams Load, TimeSpan? Age)
{
    /// <summary>How fast a scale may drift unwatched: the worst that is asked of cheap load cells.</summary>
    private const double DriftGramsPerHour = 30;

    /// <summary>What the first rest after the start is, when the zero is still this one.</summary>
    /// <param name="load">The load over this zero, in grams.</param>
    /// <param name="platform">The kind of platform.</param>
    /// <param name="options">How far a start may be off, and what counts as empty.</param>
    /// <returns>
    /// The load without the drift that nobody watched; null when nothing can weigh so much less than an empty platform, so that the zero is
    /// another one by now: the scale was calibrated, set to zero or cleaned.
    /// </returns>
    public double? Explain(double load, PlatformKind platform, WeighingOptions options)
    {
        var unwatched = Age is { } age ? options.ClearGrams + (DriftGramsPerHour * age.TotalHours) : double.PositiveInfinity;
        var drift = Math.Max(options.ClearGrams, Math.Min(options.Zero.StartUpGrams, unwatched));
        var departure = Math.Abs(load - Load.Value);
        if (departure <= drift && departure <= Math.Abs(load))
        {
            return Load.Value;
        }

        if (platform == PlatformKind.Tray && Math.Abs(load) <= drift)
        {
            return 0;
        }

        return load < -drift ? null : load;
    }
}
