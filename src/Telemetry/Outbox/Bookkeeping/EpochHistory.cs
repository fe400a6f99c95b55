using System.Globalization;
using StationAgent.Telemetry.Outbox.Identity;
using StationAgent.Telemetry.Outbox.Rows;

namespace StationAgent.Telemetry.Outbox.Bookkeeping;

/// <summary>
/// What a store remembers of its epochs beside their first numbers, and of those of other stores of the device: which runs of the program gave numbers
/// in them, and what is known outside of those that it left because of a copy, and of those of others. One line an epoch, <c>name highest first:tag …</c>, the newest last; <c>-</c> for an epoch that was
/// not left so. Immutable.
/// </summary>
internal sealed class EpochHistory
{
    private const string NotLeft = "-";

    // Which run stored an event that waits must be known for all; more runs than these without a link leave the oldest events under their ids.
    private const int MaximumOwnStarts = 64;

    private readonly Entry[] _entries;

    private EpochHistory(IEnumerable<Entry> entries) => _entries = [.. entries.TakeLast(StoreStatement.MaximumEarlier + 1)];

    /// <summary>Reads the text of <see cref="ToString"/>.</summary>
    public static EpochHistory Of(string? text) => new(
        text is null ? [] : text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(Read));

    /// <summary>True when the epoch's newest start is this one.</summary>
    public static bool EndsWith(string? text, string storeEpoch, string tag) =>
        text is not null && text.EndsWith(tag, StringComparison.Ordinal) && text.AsSpan(text.LastIndexOf('\n') + 1).StartsWith(storeEpoch, StringComparison.Ordinal);

    /// <summary>The starts in an epoch.</summary>
    public IReadOnlyList<NumberStart> StartsOf(string storeEpoch) => Find(storeEpoch)?.Starts ?? [];

    /// <summary>The highest number known outside of an epoch that was left because of a copy; null when it was not left so.</summary>
    public long? HighestOfLeft(string storeEpoch) => Find(storeEpoch)?.Highest;

    /// <summary>The epochs, the newest last.</summary>
    public IEnumerable<string> Names => _entries.Select(static entry => entry.StoreEpoch);

    /// <summary>Adds the first number that a run of the program gives in an epoch.</summary>
    public EpochHistory Start(string storeEpoch, NumberStart start)
    {
        var starts = StartsOf(storeEpoch);
        return With(new Entry(storeEpoch, null, [.. starts.TakeLast(MaximumOwnStarts - 1), start]));
    }

    /// <summary>Records that an epoch was left because of a copy.</summary>
    /// <param name="storeEpoch">The epoch.</param>
    /// <param name="highest">The highest number of it that is known outside.</param>
    /// <param name="starts">The starts of those who have told numbers of it.</param>
    public EpochHistory Leave(string storeEpoch, long highest, IReadOnlyList<NumberStart> starts) => With(new Entry(storeEpoch, highest, starts));

    /// <summary>Adds what a statement says of the epochs in which this store gives no numbers.</summary>
    /// <param name="heard">The statement.</param>
    /// <param name="own">The epochs of this store.</param>
    public EpochHistory Learn(StoreStatement heard, Epochs own)
    {
        var entries = _entries.ToList();
        foreach (var epoch in heard.Earlier.Append(heard.Present))
        {
            var known = entries.Find(entry => entry.StoreEpoch == epoch.StoreEpoch);
            if (epoch.Sequence is not { } highest || (own.Knows(epoch.StoreEpoch) && known?.Highest is null) || known?.Highest >= highest)
            {
                continue;
            }

            // The present epoch stays the last one.
            entries.Remove(known!);
            entries.Insert(entries.Count - (entries.Count > 0 && entries[^1].StoreEpoch == own.Current ? 1 : 0), new Entry(epoch.StoreEpoch, highest, epoch.Starts));
        }

        return new EpochHistory(entries);
    }

    public override string ToString() => string.Join('\n', _entries.Select(static entry => string.Join(
        ' ',
        [
            entry.StoreEpoch,
            entry.Highest?.ToString(CultureInfo.InvariantCulture) ?? NotLeft,
            .. entry.Starts.Select(static start => string.Create(CultureInfo.InvariantCulture, $"{start.First}:{start.Tag}")),
        ])));

    private Entry? Find(string storeEpoch) => Array.Find(_entries, entry => entry.StoreEpoch == storeEpoch);

    private EpochHistory With(Entry entry) => new(_entries.Where(other => other.StoreEpoch != entry.StoreEpoch).Append(entry));

    // The text was sealed, so it is well formed.
    private static Entry Read(string line)
    {
        var words = line.Split(' ');
        return new Entry(
            words[0],
            words[1] == NotLeft ? null : long.Parse(words[1], CultureInfo.InvariantCulture),
            [.. words.Skip(2).Select(static word => word.Split(':')).Select(static start => new NumberStart(long.Parse(start[0], CultureInfo.InvariantCulture), start[1]))]);
    }

    private sealed record Entry(string StoreEpoch, long? Highest, IReadOnlyList<NumberStart> Starts);
}
