namespace StationAgent.Clock;

/// <summary>Both clocks of the machine, read in one moment, and what the wall clock is worth.</summary>
/// <param name="BootId">The kernel's random name of this boot.</param>
/// <param name="Quality">What <paramref name="Wall"/> is worth.</param>
/// <param name="Wall">Wall time.</param>
/// <param name="SinceBoot">Time since boot in the same moment.</param>
/// <param name="MaximumError">The kernel's bound of the wall clock's error; null when it does not say.</param>
internal sealed record ClockFacts(string BootId, ClockQuality Quality, DateTimeOffset Wall, TimeSpan SinceBoot, TimeSpan? MaximumError = null)
{
    /// <summary>The wall time at which this boot began, if the wall clock is right.</summary>
    public DateTimeOffset BootedAt => Wall - SinceBoot;

    /// <summary>The wall time of a moment given as time since boot, by the clock as it stands now.</summary>
    public DateTimeOffset WallAt(TimeSpan sinceBoot) => BootedAt + sinceBoot;
}
