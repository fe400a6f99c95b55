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
    /// <param name="Unseen">True when the scale did not deliver for a part of this time.</param>
    internal sealed record Moving(TimeSpan Since, bool Lighter, bool Unseen = false) : PlatformLoad;

    /// <summary>The load rests.</summary>
    /// <param name="Weight">The whole load over zero.</param>
    /// <param name="MovedAt">When the movement began that ended in this rest.</param>
    /// <param name="Lighter">True when that movement went down first.</param>
    /// <param name="At">When the rest was reported.</param>
    internal sealed record Resting(StableWeight Weight, TimeSpan MovedAt, bool Lighter, TimeSpan At) : PlatformLoad
    {
        /// <summary>True when the scale did not deliver for a part of that movement.</summary>
        public bool Unseen { get; init; }

        /// <summary>The loads between which it was while it moved; null when that is not known.</summary>
        public LoadRange? Passed { get; init; }

        /// <summary>Tray: true when less rests on it than nothing.</summary>
        public bool IsBelowZero => Weight.Mass < Grams.Zero;
    }

    /// <summary>The load is above what the scale can weigh.</summary>
    internal sealed record Overloaded : PlatformLoad;
}
