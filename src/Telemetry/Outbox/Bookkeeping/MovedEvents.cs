using System.Globalization;

namespace StationAgent.Telemetry.Outbox.Bookkeeping;

/// <summary>
/// Which numbers were given up when a new epoch began, and under which numbers their events were stored again. A number names an event of this
/// store whatever its epoch, so no epoch is kept.
/// </summary>
internal sealed class MovedEvents
{
    // An id is amended within seconds of its event, or by the next start, so only the newest events matter. A run ends at a number without a
    // pending event.
    private const int MaximumRuns = 64;
    private const int MaximumRanges = 16;

    private readonly List<(long First, long Last)> _ranges;
    private readonly List<(long First, long Count, long To)> _runs;

    private MovedEvents(List<(long First, long Last)> ranges, List<(long First, long Count, long To)> runs) => (_ranges, _runs) = (ranges, runs);

    public static MovedEvents None { get; } = new([], []);

    /// <summary>Reads the text of <see cref="ToString"/>.</summary>
    public static MovedEvents Of(string? text)
    {
        if (text?.Split('/') is not [var ranges, var runs])
        {
            return None;
        }

        return new MovedEvents(
            [.. Numbers(ranges).Chunk(2).Select(static n => (n[0], n[1]))], [.. Numbers(runs).Chunk(3).Select(static n => (n[0], n[1], n[2]))]);
    }

    /// <summary>True when a number was given up: its event must not be sent under it.</summary>
    public bool IsGivenUp(long sequence)
    {
        foreach (var (first, last) in _ranges)
        {
            if (sequence >= first && sequence <= last)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The number under which the event of a number is stored now.</summary>
    public long Current(long sequence)
    {
        // Newer runs stand behind older ones, so one pass follows an event through several changes.
        foreach (var (first, count, to) in _runs)
        {
            if (sequence >= first && sequence < first + count)
            {
                sequence = to + (sequence - first);
            }
        }

        return sequence;
    }

    /// <summary>Returns a copy to which a range of numbers is added that is given up, and to which <see cref="Move"/> may add.</summary>
    public MovedEvents GiveUp(long first, long last) => new(first > last ? [.. _ranges] : [.. _ranges.TakeLast(MaximumRanges - 1), (first, last)], [.. _runs]);

    /// <summary>Adds an event that was stored again; to be called in number order.</summary>
    public void Move(long from, long to)
    {
        if (_runs.Count > 0 && _runs[^1] is var last && last.First + last.Count == from && last.To + last.Count == to)
        {
            _runs[^1] = last with { Count = last.Count + 1 };
        }
        else
        {
            _runs.Add((from, 1, to));
        }
    }

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{string.Join(' ', _ranges.Select(static range => FormattableString.Invariant($"{range.First} {range.Last}")))}/{string.Join(' ', _runs.TakeLast(MaximumRuns).Select(static run => FormattableString.Invariant($"{run.First} {run.Count} {run.To}")))}");

    private static IEnumerable<long> Numbers(string text) =>
        text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(static number => long.Parse(number, CultureInfo.InvariantCulture));
}
