using System.Globalization;

namespace StationAgent.Configuration;

/// <summary>Durations as people write them: a number and a unit, <c>250ms</c>, <c>30s</c>, <c>5min</c>, <c>1h</c>, <c>7d</c>.</summary>
internal static class DurationText
{
    // Longest unit first within a shared ending: "ms" would otherwise be read as seconds.
    private static readonly (string Unit, TimeSpan Length)[] Units =
    [
        ("ms", TimeSpan.FromMilliseconds(1)),
        ("s", TimeSpan.FromSeconds(1)),
        ("min", TimeSpan.FromMinutes(1)),
        ("h", TimeSpan.FromHours(1)),
        ("d", TimeSpan.FromDays(1)),
    ];

    /// <summary>Reads a duration; false when the text is not a duration or exceeds <see cref="TimeSpan"/>.</summary>
    public static bool TryParse(string text, out TimeSpan duration)
    {
        duration = default;
        foreach (var (unit, length) in Units)
        {
            if (!text.EndsWith(unit, StringComparison.Ordinal))
            {
                continue;
            }

            var number = text.AsSpan(0, text.Length - unit.Length).TrimEnd(' ');
            if (!decimal.TryParse(number, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var count)
                || count > TimeSpan.MaxValue.Ticks / length.Ticks)
            {
                return false;
            }

            duration = TimeSpan.FromTicks((long)(count * length.Ticks));
            return true;
        }

        return false;
    }

    /// <summary>Writes a duration in the largest unit that needs no fraction.</summary>
    public static string Format(TimeSpan duration)
    {
        for (var i = Units.Length - 1; i > 0; i--)
        {
            var (unit, length) = Units[i];
            if (duration.Ticks % length.Ticks == 0 && (duration.Ticks != 0 || unit == "s"))
            {
                return (duration.Ticks / length.Ticks).ToString(CultureInfo.InvariantCulture) + unit;
            }
        }

        return (duration.Ticks / (decimal)TimeSpan.TicksPerMillisecond).ToString(CultureInfo.InvariantCulture) + "ms";
    }
}
