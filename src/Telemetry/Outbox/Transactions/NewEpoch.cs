using System.Globalization;
using StationAgent.Telemetry.Outbox.Bookkeeping;
using StationAgent.Telemetry.Outbox.Identity;
using StationAgent.Telemetry.Outbox.Rows;

namespace StationAgent.Telemetry.Outbox.Transactions;

/// <summary>
/// Begins a new epoch because a copy of the store has spoken: the events that were never sent get new ids, since their old ones may already name
/// others. They keep their numbers; the epoch of each is derived from its old one and from the run of the program that stored it, so that every copy
/// of an event gets the same new id. Runs in a transaction of its own.
/// </summary>
internal sealed class NewEpoch(WriteBatch batch, WriteSession session, OutboxOptions options, Ledger ledger)
{
    // The most rows in memory at once.
    private const int Page = 256;

    private readonly Epochs _before = session.Epochs;
    private readonly List<DamagedRow> _damaged = [];
    private readonly List<(long Sequence, string? Reason)> _aside = [];
    private long _moved;

    /// <summary>Does the work, regardless of the limits of the store.</summary>
    /// <exception cref="OutboxException">The disk is full.</exception>
    public EpochChange Begin(StoreEvidence evidence)
    {
        batch.DemandRoom();
        if (session.Epochs.Current != evidence.Judged)
        {
            return new EpochChange(session.Epochs.Current, 0, Began: false);
        }

        batch.WriteMarks();
        var (first, last) = RangeOf(evidence.StoreEpoch);
        var own = EpochHistory.Of(batch.Pair(PairKeys.History)).StartsOf(evidence.StoreEpoch);
        var kept = Math.Min(batch.Figures.Last, ledger.Announcements.Hold(Math.Max(first - 1, LastKept(evidence, own, last))));
        batch.BeginEpoch(kept);
        var renamed = Rename(evidence.StoreEpoch, kept, last, own);
        Rewrite(kept, last, renamed);
        batch.AppendGap(
            new StoreGap(GapCause.Replaced, evidence.StoreEpoch, kept + 1, evidence.HighestKnown > kept ? evidence.HighestKnown : null, evidence.Detail));
        foreach (var row in _damaged)
        {
            batch.AppendGap(new StoreGap(GapCause.Damaged, row.Id.StoreEpoch, row.Id.Sequence, row.Id.Sequence, row.Detail));
        }

        WritePairs(evidence, kept, last, own, renamed);
        return new EpochChange(session.Epochs.Current, _moved, Began: true);
    }

    /// <summary>The first and the last number of an epoch; an empty range at the end when the epoch is not in the store.</summary>
    private (long First, long Last) RangeOf(string storeEpoch)
    {
        for (var i = session.Epochs.All.Count - 1; i >= 0; i--)
        {
            if (session.Epochs.All[i] is var epoch && epoch.Name == storeEpoch)
            {
                return (epoch.First, session.Epochs.LastOf(i, batch.Figures.Last));
            }
        }

        return (batch.Figures.Last + 1, batch.Figures.Last);
    }

    /// <summary>The last number of the epoch that stays, beside those that were sent from here.</summary>
    private long LastKept(StoreEvidence evidence, IReadOnlyList<NumberStart> own, long last)
    {
        if (own.Count == 0)
        {
            return last;
        }

        // Who stored an event is known from the oldest start in the list on.
        var known = Math.Max(own[0].First - 1, Schema.Scalar(session.Connection, "SELECT coalesce(max(sequence), 0) FROM mark WHERE kind = 1"));
        if (evidence.CommonUpTo is { } common)
        {
            return Math.Max(known, common);
        }

        if (evidence.Starts is not null)
        {
            return known;
        }

        // Nothing tells what the other copy has. What this run has stored it has most likely not. All else may be in both and may have been sent: under
        // its old id it counts once at most.
        var present = own.FirstOrDefault(start => start.Tag == ledger.Announcements.Tag);
        return Math.Max(known, present.First > 0 ? present.First - 1 : last);
    }

    private RenamedNumbers Rename(string storeEpoch, long kept, long last, IReadOnlyList<NumberStart> own)
    {
        var renamed = ledger.Renamed;
        var epochs = new List<Epoch>();
        for (var i = 0; i < own.Count; i++)
        {
            var first = Math.Max(own[i].First, kept + 1);
            var end = i + 1 < own.Count ? own[i + 1].First - 1 : last;
            if (first <= end)
            {
                epochs.Add(new Epoch(first, Epochs.NameOfRun(storeEpoch, own[i].Tag)));
                renamed = renamed.With(first, end, storeEpoch);
            }
        }

        session.SetEpochs(epochs);
        return renamed;
    }

    private void Rewrite(long kept, long last, RenamedNumbers renamed)
    {
        var after = kept;
        while (after < last)
        {
            var known = _damaged.Count;
            _aside.Clear();
            var rows = Read(after, last, out var next);
            foreach (var (stored, ageMs) in rows)
            {
                var payload = Render(stored, renamed);
                _moved += payload is null ? 0 : 1;
                session.RewriteEvent(stored, ageMs, (payload ?? stored.Payload).ToArray());
            }

            _aside.ForEach(mark => session.RewriteSetAside(mark.Sequence, batch.AgeMs, mark.Reason));
            foreach (var row in _damaged.Skip(known))
            {
                batch.SetAside(row.Id.Sequence, row.Detail);
            }

            if (next is null)
            {
                return;
            }

            after = next.Value;
        }
    }

    /// <summary>The bytes of an event for its new id; null when it has none: then it is set aside, because one event must not hold up all.</summary>
    private ReadOnlyMemory<byte>? Render(StoredEvent stored, RenamedNumbers renamed)
    {
        try
        {
            return options.Reissue is { } reissue ? reissue(stored, session.Epochs.Name(stored.Id.Sequence), id => renamed.Current(id, session.Epochs)) : stored.Payload;
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            _damaged.Add(new DamagedRow(session.Epochs.Name(stored.Id.Sequence), $"event {stored.Id} could not get a new id: {exception.Message}"));
            return null;
        }
    }

    /// <summary>Reads the next rows under their old ids. A damaged one is set aside: it cannot be sent.</summary>
    private List<(StoredEvent Stored, long AgeMs)> Read(long after, long last, out long? next)
    {
        var found = new List<(StoredEvent, long)>();
        next = null;
        using var command = session.Connection.CreateCommand();
        command.CommandText =
            $"""
             SELECT {EventRow.Columns} {EventRow.From}
             WHERE e.sequence > $after AND e.sequence <= $last ORDER BY e.sequence LIMIT {Page.ToString(CultureInfo.InvariantCulture)}
             """;
        command.Parameters.AddWithValue("$after", after);
        command.Parameters.AddWithValue("$last", last);
        using var row = command.ExecuteReader();
        while (row.Read())
        {
            next = row.GetInt64(0);
            if (EventRow.Read(row, _before, out var damage) is { } stored)
            {
                found.Add((stored, row.GetInt64(4)));
            }
            else if (row.IsDBNull(7))
            {
                _damaged.Add(new DamagedRow(session.Epochs.Name(next.Value), damage ?? string.Empty));
            }

            if (!row.IsDBNull(7))
            {
                _aside.Add((next.Value, NullableCells.Text(row, 8)));
            }
        }

        return found;
    }

    /// <summary>
    /// An epoch that was left is not compared again: what others say of it is known. What is remembered of it, and stated, lets every other copy give new
    /// ids to the same events: up to the highest number that was told the epoch belongs to the runs that told it, and from there to the last number that
    /// was given up to a run that no copy has.
    /// </summary>
    private EpochHistory HistoryAfter(StoreEvidence evidence, long kept, long last, IReadOnlyList<NumberStart> own)
    {
        var (tellers, told) = evidence is { Starts: { } others, HighestKnown: { } highest } ? (others, Math.Max(kept, highest)) : (own, kept);
        List<NumberStart> starts = [.. tellers.Where(start => start.First <= told)];
        if (told < last)
        {
            starts.Add(new NumberStart(told + 1, session.Epochs.Current));
        }

        return EpochHistory.Of(batch.Pair(PairKeys.History))
            .Leave(evidence.StoreEpoch, Math.Max(Math.Max(kept, last), evidence.HighestKnown ?? 0), starts)
            .Start(session.Epochs.Current, new NumberStart(session.Epochs.CurrentFirst, ledger.Announcements.Tag));
    }

    private void WritePairs(StoreEvidence evidence, long kept, long last, IReadOnlyList<NumberStart> own, RenamedNumbers renamed)
    {
        var pairs = ledger.Pairs();
        batch.SetPair(PairKeys.Renamed, renamed.ToString());
        batch.SetPair(PairKeys.Announced, (AnnouncedNumbers.Of(pairs) with { UpTo = kept }).ToString());
        batch.SetPair(PairKeys.Age, batch.AgeMs.ToString(CultureInfo.InvariantCulture));
        batch.SetPair(PairKeys.History, HistoryAfter(evidence, kept, last, own).ToString());
        foreach (var (key, value) in pairs)
        {
            if (key.StartsWith(PairKeys.NotePrefix, StringComparison.Ordinal) && EventId.TryParse(value, out var id) && renamed.Current(id, session.Epochs) is var now && now != id)
            {
                batch.SetPair(key, now.ToString());
            }
        }
    }
}
