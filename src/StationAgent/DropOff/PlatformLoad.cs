using StationAgent.Weighing;

namespace StationAgent.DropOff;

/// <summary>What the scale last reported about the platform.</summary>
internal abstract record PlatformLoad
{
    /// <summary>Nothing has been reported since the start.</summary>
    internal sealed record Unknown : PlatformLoad;

    /// <summary>The load is changing.</summary>
    /// <param name="Since">When the change began.</param>
    /// <param name="Lighter">True when it went down first.</param>
    internal sealed record Moving(TimeSpan Since, bool Lighter) : PlatformLoad;

    /// <summary>The load rests.</summary>
    /// <param name="Weight">The whole load over zero.</param>
    /// <param name="MovedAt">When the movement began that ended in this rest.</param>
    /// <param name="Lighter">True when that movement went down first.</param>
    /// <param name="At">When the rest was reported.</param>
    internal sealed record Resting(StableWeight Weight, TimeSpan MovedAt, bool Lighter, TimeSpan At) : PlatformLoad;

    /// <summary>The load is above what the scale can weigh.</summary>
    internal sealed record Overloaded : PlatformLoad;
}
