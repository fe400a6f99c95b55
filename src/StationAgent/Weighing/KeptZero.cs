namespace StationAgent.Weighing;

/// <summary>The zero that an earlier run of the agent saved.</summary>
/// <param name="Zero">The zero over the scale's own.</param>
/// <param name="Load">The load that rested on the platform with it; nothing for an empty one.</param>
/// <param name="Age">How long ago that was; null when the clocks do not show it.</param>
internal readonly record struct KeptZero(Grams Zero, Grams Load, TimeSpan? Age)
{
    /// <summary>How fast a scale may drift while the agent does not run: the worst case that is specified for cheap load cells.</summary>
    private const double DriftGramsPerHour = 30;

    /// <summary>Finds what the first rest after the start means if this zero is still valid.</summary>
    /// <param name="load">The load over this zero, in grams.</param>
    /// <param name="platform">The kind of platform.</param>
    /// <param name="options">The limits of drift at a start, and of an empty platform.</param>
    /// <returns>
    /// The load without the drift during the pause; null when the load is too far below an empty platform, so that the zero has
    /// changed: the scale was calibrated, set to zero or cleaned.
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
