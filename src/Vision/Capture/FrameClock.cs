namespace StationAgent.Vision.Capture;

/// <summary>The time that frames are stamped with.</summary>
internal static class FrameClock
{
    /// <summary>A provider's timestamp as time since its zero, in whole numbers: counting in double loses ticks after some months.</summary>
    public static TimeSpan Since(TimeProvider time)
    {
        var (seconds, rest) = Math.DivRem(time.GetTimestamp(), time.TimestampFrequency);
        return TimeSpan.FromTicks((seconds * TimeSpan.TicksPerSecond) + (rest * TimeSpan.TicksPerSecond / time.TimestampFrequency));
    }
}
