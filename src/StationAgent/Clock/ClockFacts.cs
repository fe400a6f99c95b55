namespace StationAgent.Clock;

/// <summary>Both clocks of the machine, read at the same moment, and how far the wall clock can be trusted.</summary>
/// <param name="BootId">The kernel's random identifier of this boot.</param>
/// <param name="Quality">How far <paramref name="Wall"/> can be trusted.</param>
/// <param name="Wall">Wall time.</param>
/// <param name="SinceBoot">Time since boot in the same moment.</param>
/// <param name="MaximumError">The kernel's bound of the wall clock's error; null when the kernel gives none.</param>
internal sealed record ClockFacts(string BootId, ClockQuality Quality, DateTimeOffset Wall, TimeSpan SinceBoot, TimeSpan? MaximumError = null)
{
    /// <summary>The wall time at which this boot began, if the wall clock is right.</summary>
    public DateTimeOffset BootedAt => Wall - SinceBoot;

    /// <summary>The wall time of a moment given as time since boot, by the clock's present setting.</summary>
    public DateTimeOffset WallAt(TimeSpan sinceBoot) => BootedAt + sinceBoot;
}
