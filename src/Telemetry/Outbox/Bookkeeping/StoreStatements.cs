using System.Globalization;
using StationAgent.Telemetry.Outbox.Identity;
using StationAgent.Telemetry.Outbox.Rows;

namespace StationAgent.Telemetry.Outbox.Bookkeeping;

/// <summary>Puts into words, for others and for a comparison with them, what a store knows of itself.</summary>
internal static class StoreStatements
{
    /// <summary>What the store says of itself to others.</summary>
    public static StoreStatement Of(Ledger ledger)
    {
        var (epochs, last, upTo) = (ledger.Epochs, ledger.Figures.Last, ledger.Announcements.UpTo);
        var history = EpochHistory.Of(ledger.Pair(PairKeys.History));
        var earlier = new List<EpochStatement>();
        for (var i = 0; i < epochs.All.Count - 1; i++)
        {
            // The numbers of a run have the same ids in every copy, so nobody compares them.
            if (!ledger.Renamed.BeginsAt(epochs.All[i].First) && history.HighestOfLeft(epochs.All[i].Name) is null)
            {
                earlier.Add(Epoch(epochs.All[i].Name, Math.Min(epochs.LastOf(i, last), upTo)));
            }
        }

        earlier.InsertRange(0, history.Names.Where(name => history.HighestOfLeft(name) is not null).Select(name => Epoch(name, history.HighestOfLeft(name)!.Value)));

        return new StoreStatement(
            Epoch(epochs.Current, upTo), ledger.Announcements.Session, [.. earlier.TakeLast(StoreStatement.MaximumEarlier)]);

        EpochStatement Epoch(string name, long sequence) => new(name, sequence, [.. history.StartsOf(name).TakeLast(StoreStatement.MaximumStarts)]);
    }

    /// <summary>What the store knows of itself.</summary>
    public static OwnIdentity IdentityOf(Ledger ledger)
    {
        var (epochs, last, upTo) = (ledger.Epochs, ledger.Figures.Last, ledger.Announcements.UpTo);
        var history = EpochHistory.Of(ledger.Pair(PairKeys.History));
        var open = new List<OwnEpoch>();
        for (var i = 0; i < epochs.All.Count; i++)
        {
            var (name, end) = (epochs.All[i].Name, epochs.LastOf(i, last));
            if (i == epochs.All.Count - 1 || (end > upTo && history.HighestOfLeft(name) is null && !ledger.Renamed.BeginsAt(epochs.All[i].First)))
            {
                open.Add(new OwnEpoch(name, end, history.StartsOf(name)));
            }
        }

        return new OwnIdentity(
            open, epochs.All.Select(static epoch => epoch.Name).Concat(ledger.Renamed.Names).ToHashSet(StringComparer.Ordinal), last, upTo, ledger.Announcements.Session, ledger.Session);
    }

    /// <summary>What is remembered of the epochs after the last statement of another store was heard; null when that adds nothing.</summary>
    /// <param name="ledger">Knows what was heard.</param>
    /// <param name="history">What is remembered so far.</param>
    public static string? Learned(Ledger ledger, string? history) => ledger.Heard is { } heard && EpochHistory.Of(history).Learn(heard, ledger.Epochs).ToString() is var learned && learned != (history ?? string.Empty)
            ? learned
            : null;

    /// <summary>Explains to a person that the store was copied, what it means, and what to do.</summary>
    public static string Explain(StoreEvidence evidence, EpochChange change) => string.Create(
        CultureInfo.InvariantCulture,
        $"{evidence.Detail} Most likely the card was restored from an image, or a copy of it runs in another device. Numbers could have been given twice, so the store '{change.StoreEpoch}' was begun and {change.Moved} unsent events got new ids; events that a copy sent are not on this card. Check whether the card was restored or cloned, and that only one device uses this name.");
}
