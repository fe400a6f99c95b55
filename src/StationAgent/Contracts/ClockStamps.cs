using StationAgent.Clock;

namespace StationAgent.Contracts;

/// <summary>Puts what is known about the clocks into events.</summary>
internal static class ClockStamps
{
    /// <summary>Makes the clock stamp of an event for a moment given as time since boot.</summary>
    public static ClockStamp StampAt(this ClockFacts facts, TimeSpan sinceBoot) => new(facts.Quality, facts.BootId, Rounded.Seconds(sinceBoot));

    /// <summary>Makes the event data of a correction.</summary>
    public static ClockCorrectionData ToData(this ClockCorrection correction) => new(
        correction.BootId,
        correction.BootedAt,
        Seconds(correction.OffsetSeconds),
        Seconds(correction.UncertaintySeconds),
        correction.Now.StampAt(correction.Now.SinceBoot));

    private static double? Seconds(double? value) => value is { } seconds ? Rounded.Seconds(TimeSpan.FromSeconds(seconds)) : null;
}
