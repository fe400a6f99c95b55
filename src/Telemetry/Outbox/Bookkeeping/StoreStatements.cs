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
        for (var i = Math.Max(0, epochs.All.Count - 1 - StoreStatement.MaximumEarlier); i < epochs.All.Count - 1; i++)
        {
            var name = epochs.All[i].Name;
            earlier.Add(new EpochStatement(name, history.HighestOfLeft(name) ?? Math.Min(epochs.LastOf(i, last), upTo), history.StartsOf(name)));
        }

        return new StoreStatement(new EpochStatement(epochs.Current, upTo, history.StartsOf(epochs.Current)), ledger.Announcements.Session, earlier);
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
            if (i == epochs.All.Count - 1 || (end > upTo && history.HighestOfLeft(name) is null))
            {
                open.Add(new OwnEpoch(name, end, history.StartsOf(name)));
            }
        }

        return new OwnIdentity(
            open, epochs.All.Select(static epoch => epoch.Name).ToHashSet(StringComparer.Ordinal), last, upTo, ledger.Announcements.Session, ledger.Session);
    }

    /// <summary>Explains to a person that the store was copied, what it means, and what to do.</summary>
    public static string Explain(StoreEvidence evidence, EpochChange change) => string.Create(
        CultureInfo.InvariantCulture,
        $"{evidence.Detail} Most likely the card was restored from an image, or a copy of it runs in another device. Numbers could have been given twice, so the store '{change.StoreEpoch}' was begun and {change.Moved} unsent events got new ids; events that a copy sent are not on this card. Check whether the card was restored or cloned, and that only one device uses this name.");
}
