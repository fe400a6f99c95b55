using System.Globalization;
using StationAgent.Clock;
using StationAgent.Weighing;

namespace StationAgent.Station;

/// <summary>The zero of the scale as it is noted in the store, in one line of text.</summary>
/// <param name="Tracked">The zero and the load that rested on it.</param>
/// <param name="Clock">When it was so.</param>
/// <param name="Scale">Which scale it is the zero of: another one has another zero.</param>
internal sealed record ZeroNote(TrackedZero Tracked, ClockFacts Clock, string Scale)
{
    private const string Form = "zero-1";
    private const int Fields = 8;

    /// <summary>Reads a note.</summary>
    /// <returns>Null when the text is none, which a later version or another hand may have written.</returns>
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

    /// <summary>The line.</summary>
    public string Format() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Form} {Tracked.Zero.Value:R} {Tracked.Load.Value:R} {Clock.BootId} {Clock.SinceBoot.Ticks} {Clock.Wall.UtcTicks} {Clock.Quality} {Scale}");

    /// <summary>What a start may make of it.</summary>
    /// <param name="now">Now.</param>
    /// <param name="scale">The scale that there is now.</param>
    /// <param name="keepFor">How old it may be.</param>
    /// <returns>Null when it belongs to another scale or is too old.</returns>
    public KeptZero? At(ClockFacts now, string scale, TimeSpan keepFor)
    {
        // A clock that nobody has set lags behind, as after a power cut without a battery: what it says is too little, if anything.
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
