using System.Globalization;
using StationAgent.Telemetry.Outbox.Bookkeeping;
using StationAgent.Telemetry.Outbox.Identity;
using StationAgent.Telemetry.Outbox.Limits;
using StationAgent.Telemetry.Outbox.Rows;

namespace StationAgent.Telemetry.Outbox.Transactions;

/// <summary>
/// Begins a new epoch because a copy of the store has spoken: the events that were never sent get new ids, since their numbers may already name
/// others. Runs in a transaction of its own.
/// </summary>
internal sealed class NewEpoch(WriteBatch batch, WriteSession session, OutboxOptions options, Ledger ledger)
{
    // The most rows in memory at once.
    private const int Page = 256;

    private readonly List<DamagedRow> _damaged = [];
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
        var last = batch.Figures.Last;
        var kept = Math.Min(last, ledger.Announcements.Hold(evidence.CommonUpTo ?? 0));
        batch.BeginEpoch(kept);
        var moved = ledger.Moved.GiveUp(kept + 1, last);
        AppendGap(evidence, kept, last);
        Move(kept, last, moved);
        foreach (var row in _damaged)
        {
            batch.AppendGap(new StoreGap(GapCause.Damaged, row.Id.StoreEpoch, row.Id.Sequence, row.Id.Sequence, row.Detail));
        }

        WritePairs(evidence, kept, moved);
        return new EpochChange(session.Epochs.Current, _moved, Began: true);
    }

    private void AppendGap(StoreEvidence evidence, long kept, long last)
    {
        // The gap bears the age of the oldest event that follows, so that ages stay in number order.
        var ageMs = FirstAge(kept, last);
        batch.AppendGap(new StoreGap(GapCause.Replaced, evidence.StoreEpoch, kept + 1, evidence.HighestKnown > kept ? evidence.HighestKnown : null, evidence.Detail), ageMs);
    }

    private void Move(long kept, long last, MovedEvents moved)
    {
        var after = kept;
        while (true)
        {
            var rows = Read(after, last, out var next);
            var gone = new List<RemovableRow>(rows.Count);
            foreach (var (stored, ageMs) in rows)
            {
                if (Render(stored, moved) is not { } payload)
                {
                    continue;
                }

                var id = batch.Reissue(stored, ageMs, payload);
                moved.Move(stored.Id.Sequence, id.Sequence);
                gone.Add(new RemovableRow(stored.Id.Sequence, stored.State == EventState.SetAside ? MarkKind.SetAside : null, 0));
            }

            batch.Remove(gone);
            _moved += gone.Count;
            if (next is null)
            {
                return;
            }

            after = next.Value;
        }
    }

    /// <summary>The bytes of an event for its new id; null when it has none: then it is set aside and stays, because one event must not hold up all.</summary>
    private ReadOnlyMemory<byte>? Render(StoredEvent stored, MovedEvents moved)
    {
        try
        {
            return options.Reissue is { } reissue ? reissue(stored, batch.NextId, id => Current(id, moved)) : stored.Payload;
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            SetAside(new DamagedRow(stored.Id, $"event {stored.Id} could not get a new id: {exception.Message}"));
            return null;
        }
    }

    private EventId Current(EventId id, MovedEvents moved) =>
        session.Epochs.Gave(id) && moved.Current(id.Sequence) is var number && number != id.Sequence ? session.Epochs.Name(number) : id;

    private void SetAside(DamagedRow row)
    {
        batch.SetAside(row.Id.Sequence, row.Detail);
        _damaged.Add(row);
    }

    /// <summary>Reads the next rows that are pending or set aside. A damaged one is set aside and stays: it cannot be sent.</summary>
    private List<(StoredEvent Stored, long AgeMs)> Read(long after, long last, out long? next)
    {
        var found = new List<(StoredEvent, long)>();
        var damaged = new List<DamagedRow>();
        next = null;
        using (var command = session.Connection.CreateCommand())
        {
            command.CommandText =
                $"""
                 SELECT {EventRow.Columns} {EventRow.From}
                 WHERE e.sequence > $after AND e.sequence <= $last AND (m.kind IS NULL OR m.kind = 2) ORDER BY e.sequence LIMIT {Page.ToString(CultureInfo.InvariantCulture)}
                 """;
            command.Parameters.AddWithValue("$after", after);
            command.Parameters.AddWithValue("$last", last);
            using var row = command.ExecuteReader();
            while (row.Read())
            {
                next = row.GetInt64(0);
                if (EventRow.Read(row, session.Epochs, out var damage) is { } stored)
                {
                    found.Add((stored, row.GetInt64(4)));
                }
                else if (row.IsDBNull(7))
                {
                    damaged.Add(new DamagedRow(session.Epochs.Name(next.Value), damage ?? string.Empty));
                }
            }
        }

        damaged.ForEach(SetAside);
        return found;
    }

    /// <summary>No epoch whose numbers were given up is compared again: what others say of it is known.</summary>
    private EpochHistory HistoryAfter(StoreEvidence evidence, long kept)
    {
        var history = EpochHistory.Of(batch.Pair(PairKeys.History));
        for (var i = 0; i < session.Epochs.All.Count - 1; i++)
        {
            var name = session.Epochs.All[i].Name;
            if (name == evidence.StoreEpoch)
            {
                history = history.Leave(name, Math.Max(kept, evidence.HighestKnown ?? 0), evidence.Starts);
            }
            else if (session.Epochs.LastOf(i, batch.Figures.Last) > kept)
            {
                history = history.Leave(name, kept, []);
            }
        }

        return history.Start(session.Epochs.Current, new NumberStart(session.Epochs.CurrentFirst, ledger.Announcements.Tag));
    }

    private long? FirstAge(long kept, long last)
    {
        using var command = session.Connection.CreateCommand();
        command.CommandText = "SELECT age FROM event WHERE sequence > $after AND sequence <= $last ORDER BY sequence LIMIT 1";
        command.Parameters.AddWithValue("$after", kept);
        command.Parameters.AddWithValue("$last", last);
        return command.ExecuteScalar() is long ageMs ? Math.Min(ageMs, batch.AgeMs) : null;
    }

    private void WritePairs(StoreEvidence evidence, long kept, MovedEvents moved)
    {
        var pairs = ledger.Pairs();
        batch.SetPair(PairKeys.Moved, moved.ToString());
        batch.SetPair(PairKeys.Announced, (AnnouncedNumbers.Of(pairs) with { UpTo = kept }).ToString());
        batch.SetPair(PairKeys.Age, batch.AgeMs.ToString(CultureInfo.InvariantCulture));
        batch.SetPair(PairKeys.History, HistoryAfter(evidence, kept).ToString());
        foreach (var (key, value) in pairs)
        {
            if (key.StartsWith(PairKeys.NotePrefix, StringComparison.Ordinal) && EventId.TryParse(value, out var id) && Current(id, moved) is var now && now != id)
            {
                batch.SetPair(key, now.ToString());
            }
        }
    }
}
