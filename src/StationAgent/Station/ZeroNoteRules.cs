using StationAgent.Weighing;

namespace StationAgent.Station;

/// <summary>When the zero is worth a synced write: a card wears with each, and a zero that is a little old does no harm.</summary>
internal static class ZeroNoteRules
{
    /// <summary>While the station runs, no two notes are closer than this.</summary>
    public static readonly TimeSpan Shortest = TimeSpan.FromMinutes(10);

    /// <summary>A zero that does not change is noted again after this time, so that its note does not grow old.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromHours(6);

    private static readonly Grams WorthNoting = new(2);
    private static readonly Grams WorthNotingAtEnd = new(0.5);

    /// <summary>Whether the zero should be noted while the station runs.</summary>
    /// <param name="noted">The newest note; null for none.</param>
    /// <param name="now">The zero now.</param>
    /// <param name="since">Time since that note, or since the start.</param>
    public static bool IsDue(TrackedZero? noted, TrackedZero now, TimeSpan since) =>
        since >= Longest || (since >= Shortest && IsChanged(noted, now, WorthNoting));

    /// <summary>Whether the zero should be noted at a clean end.</summary>
    /// <param name="noted">The newest note; null for none.</param>
    /// <param name="now">The zero now.</param>
    /// <param name="since">Time since that note, or since the start.</param>
    public static bool IsDueAtEnd(TrackedZero? noted, TrackedZero now, TimeSpan since) =>
        since >= Shortest || IsChanged(noted, now, WorthNotingAtEnd);

    private static bool IsChanged(TrackedZero? noted, TrackedZero now, Grams by) =>
        noted is not { } before || (now.Zero - before.Zero).Magnitude >= by || (now.Load - before.Load).Magnitude >= by;
}
