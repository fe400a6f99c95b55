using System.Globalization;
using StationAgent.Telemetry.Outbox.Rows;

namespace StationAgent.Telemetry.Outbox.Bookkeeping;

/// <summary>
/// Which numbers belonged to another epoch before a copy of the store had spoken. One line a range, <c>first last epoch</c>, with the epoch to
/// which it belonged; the newest last. Immutable.
/// </summary>
internal sealed class RenamedNumbers
{
    // An id is amended within seconds of its event, or by the next start, so only the newest ranges matter.
    private const int Maximum = 64;

    private readonly List<(long First, long Last, string Before)> _ranges;

    private RenamedNumbers(List<(long First, long Last, string Before)> ranges) => _ranges = ranges;

    public static RenamedNumbers None { get; } = new([]);

    /// <summary>Reads the text of <see cref="ToString"/>.</summary>
    public static RenamedNumbers Of(string? text) => new(
        [.. (text ?? string.Empty).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(static line => line.Split(' ')).Where(static words => words.Length == 3)
            .Select(static words => (long.Parse(words[0], CultureInfo.InvariantCulture), long.Parse(words[1], CultureInfo.InvariantCulture), words[2]))]);

    /// <summary>Returns a copy with one more range.</summary>
    public RenamedNumbers With(long first, long last, string before) => new([.. _ranges.TakeLast(Maximum - 1), (first, last, before)]);

    /// <summary>True when numbers of this epoch got another one.</summary>
    public bool Knows(string storeEpoch) => _ranges.Exists(range => range.Before == storeEpoch);

    /// <summary>The names of the epochs whose numbers got another one.</summary>
    public IEnumerable<string> Names => _ranges.Select(static range => range.Before);

    /// <summary>True when an epoch that begins at this number holds numbers of another one: its ids are the same in every copy.</summary>
    public bool BeginsAt(long first) => _ranges.Exists(range => range.First == first);

    /// <summary>The present id of an event.</summary>
    /// <param name="id">The id that it had at any time.</param>
    /// <param name="epochs">The present names of the numbers.</param>
    public EventId Current(EventId id, Epochs epochs)
    {
        foreach (var (first, last, before) in _ranges)
        {
            if (before == id.StoreEpoch && id.Sequence >= first && id.Sequence <= last)
            {
                return epochs.Name(id.Sequence);
            }
        }

        return id;
    }

    public override string ToString() => string.Join('\n', _ranges.Select(static range => FormattableString.Invariant($"{range.First} {range.Last} {range.Before}")));
}
