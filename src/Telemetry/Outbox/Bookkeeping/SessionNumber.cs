using System.Globalization;
using StationAgent.Telemetry.Outbox.Rows;

namespace StationAgent.Telemetry.Outbox.Bookkeeping;

/// <summary>Makes sure that the counter of sessions never gives a number twice, whatever was lost.</summary>
internal static class SessionNumber
{
    /// <summary>More sessions than a device opens between two losses: one every five minutes for nine years.</summary>
    public const long Leap = 1_000_000;

    public static long Of(IReadOnlyDictionary<string, string> pairs) =>
        pairs.TryGetValue(PairKeys.Session, out var text) && long.TryParse(text, CultureInfo.InvariantCulture, out var number) ? number : 0;

    /// <summary>Moves the counter far ahead when it may be among the dropped values.</summary>
    public static void Secure(Dictionary<string, string> pairs, bool dropped, NotedFigures? noted)
    {
        var (stored, floor) = (Of(pairs), noted?.Session ?? 0);
        if (stored == 0 && (dropped || floor > 0))
        {
            Set(pairs, floor + Leap);
        }
        else if (floor > stored)
        {
            Set(pairs, floor);
        }
    }

    public static void Set(Dictionary<string, string> pairs, long number) =>
        pairs[PairKeys.Session] = number.ToString(CultureInfo.InvariantCulture);
}
