namespace StationAgent.Clock;

/// <summary>Time since boot from any <see cref="TimeProvider"/>.</summary>
internal static class BootTimeExtensions
{
    /// <summary>
    /// The provider's timestamp as a duration since its zero: the boot for
    /// <see cref="BootTimeProvider"/>, the start of its count for a fake.
    /// </summary>
    public static TimeSpan SinceBoot(this TimeProvider time)
    {
        // Whole numbers, because GetElapsedTime calculates in double, which loses ticks after some months.
        var (seconds, rest) = Math.DivRem(time.GetTimestamp(), time.TimestampFrequency);
        return TimeSpan.FromTicks((seconds * TimeSpan.TicksPerSecond) + (rest * TimeSpan.TicksPerSecond / time.TimestampFrequency));
    }
}
