using System.Globalization;
using StationAgent.Clock;
using StationAgent.Weighing;

namespace StationAgent.Station;

/// <summary>The zero of the scale as it is saved in the store, in one line of text.</summary>
/// <param name="Tracked">The zero and the load that rested on it.</param>
/// <param name="Clock">When it was saved.</param>
/// <param name="Scale">The scale that it belongs to; another scale has another zero.</param>
internal sealed record ZeroNote(TrackedZero Tracked, ClockFacts Clock, string Scale)
{
    private const string Form = "zero-1";
    private const int Fields = 8;

    /// <summary>Reads a note.</summary>
    /// <returns>Null when the text is not a valid note: a later version or a person may have written it.</returns>
    public static ZeroNote? Parse(string? text)
    {
        var fields = text?.Split(' ', Fields) ?? [];
        return fields.Length == Fields
            && fields[0] == Form
            && TryNumber(fields[1], out var zero)
            && TryNumber(fields[2], out var load)
            && TryTicks(fields[4], out var sinceBoot)
            && TryTicks(fields[5], out var wall) && wall <= DateTimeOffset.MaxValue.Ticks
            && Enum.TryParse<ClockQuality>(fields[6], out var quality) && Enum.IsDefined(quality)
            ? new ZeroNote(
                new TrackedZero(new Grams(zero), new Grams(load)),
                new ClockFacts(fields[3], quality, new DateTimeOffset(wall, TimeSpan.Zero), new TimeSpan(sinceBoot)),
                fields[7])
            : null;
    }

    /// <summary>Writes the line.</summary>
    public string Format() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Form} {Tracked.Zero.Value:R} {Tracked.Load.Value:R} {Clock.BootId} {Clock.SinceBoot.Ticks} {Clock.Wall.UtcTicks} {Clock.Quality} {Scale}");

    /// <summary>Decides what a start may use of it.</summary>
    /// <param name="now">The present time.</param>
    /// <param name="scale">The scale that is used now.</param>
    /// <param name="keepFor">The greatest age at which it is used.</param>
    /// <returns>Null when it belongs to another scale or is too old.</returns>
    public KeptZero? At(ClockFacts now, string scale, TimeSpan keepFor)
    {
        // A clock that was not set is late, as after a power cut without a battery: the age that it shows is too small, if it shows one.
        var age = Age(now);
        return Scale == scale && (age ?? (now.Wall - Clock.Wall)) <= keepFor && keepFor > TimeSpan.Zero
            ? new KeptZero(Tracked.Zero, Tracked.Load, age)
            : null;
    }

    private static bool TryNumber(string text, out double value) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value) && double.IsFinite(value);

    private static bool TryTicks(string text, out long value) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out value);

    private TimeSpan? Age(ClockFacts now)
    {
        if (now.BootId == Clock.BootId)
        {
            return now.SinceBoot >= Clock.SinceBoot ? now.SinceBoot - Clock.SinceBoot : null;
        }

        return now.Quality == ClockQuality.Synchronised && Clock.Quality == ClockQuality.Synchronised && now.Wall >= Clock.Wall
            ? now.Wall - Clock.Wall
            : null;
    }
}
