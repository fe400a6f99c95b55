using System.Globalization;
using StationAgent.Telemetry.Outbox.Rows;

namespace StationAgent.Telemetry.Outbox.Bookkeeping;

/// <summary>What a store records about what it has told others: the text <c>session *</c> or <c>session number</c>.</summary>
/// <param name="Session">The number of the last link over which it has spoken; 0 for none.</param>
/// <param name="UpTo">Only numbers up to this one may have been sent; null when every number may.</param>
internal readonly record struct AnnouncedNumbers(long Session, long? UpTo)
{
    private const string Every = "*";

    /// <summary>
    /// Reads what a store records. One without the record has never spoken, or comes from a version that did not keep it: that one has spoken
    /// when it has counted sessions.
    /// </summary>
    public static AnnouncedNumbers Of(string? text, string? session)
    {
        if (text?.Split(' ') is [var number, var upTo] && TryRead(number) is { } last)
        {
            return new AnnouncedNumbers(last, upTo == Every ? null : TryRead(upTo));
        }

        return TryRead(session) is > 0 and var counted ? new AnnouncedNumbers(counted, null) : new AnnouncedNumbers(0, 0);
    }

    /// <summary>Reads what a store records among its small values.</summary>
    public static AnnouncedNumbers Of(IReadOnlyDictionary<string, string> pairs) =>
        Of(pairs.GetValueOrDefault(PairKeys.Announced), pairs.GetValueOrDefault(PairKeys.Session));

    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Session} {(UpTo is { } number ? number.ToString(CultureInfo.InvariantCulture) : Every)}");

    private static long? TryRead(string? text) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
