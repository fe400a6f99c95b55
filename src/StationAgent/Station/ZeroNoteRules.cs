using StationAgent.Weighing;

namespace StationAgent.Station;

/// <summary>Decides when the zero is worth a synced write: each write wears the card, and a slightly old zero does no harm.</summary>
internal static class ZeroNoteRules
{
    /// <summary>The shortest time between two notes while the station runs.</summary>
    public static readonly TimeSpan Shortest = TimeSpan.FromMinutes(10);

    /// <summary>A zero that does not change is saved again after this time, so that its note does not become too old.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromHours(6);

    private static readonly Grams WorthNoting = new(2);
    private static readonly Grams WorthNotingAtEnd = new(0.5);

    /// <summary>Decides whether the zero should be saved while the station runs.</summary>
    /// <param name="noted">The newest note; null for none.</param>
    /// <param name="now">The present zero.</param>
    /// <param name="since">Time since that note, or since the start.</param>
    public static bool IsDue(TrackedZero? noted, TrackedZero now, TimeSpan since) =>
        since >= Longest || (since >= Shortest && IsChanged(noted, now, WorthNoting));

    /// <summary>Decides whether the zero should be saved at a clean shutdown.</summary>
    /// <param name="noted">The newest note; null for none.</param>
    /// <param name="now">The present zero.</param>
    /// <param name="since">Time since that note, or since the start.</param>
    public static bool IsDueAtEnd(TrackedZero? noted, TrackedZero now, TimeSpan since) =>
        since >= Shortest || IsChanged(noted, now, WorthNotingAtEnd);

    private static bool IsChanged(TrackedZero? noted, TrackedZero now, Grams by) =>
        noted is not { } before || (now.Zero - before.Zero).Magnitude >= by || (now.Load - before.Load).Magnitude >= by;
}
