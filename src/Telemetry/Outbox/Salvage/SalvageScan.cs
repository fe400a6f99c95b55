using System.Globalization;
using Microsoft.Data.Sqlite;
using StationAgent.Telemetry.Outbox.Rows;

namespace StationAgent.Telemetry.Outbox.Salvage;

/// <summary>
/// Copies the rows of a view of a damaged store into the new one. Several views may be read; the first that has a row counts.
/// </summary>
internal sealed class SalvageScan(StoreBuilder target, Epochs epochs, SequenceStates states, SalvageClock clock, Func<bool> hasRoom)
{
    // Delivered rows are copied newest block first, but inside a block in number order, which keeps the pages of the new file full.
    private const long DeliveredBlock = 1024;

    // Stores of version 1 kept a mark of this kind for each removed row.
    private const int RemovedOfVersion1 = 3;

    private readonly Dictionary<string, string> _pairs = new(StringComparer.Ordinal);
    private bool _hasReadView;
    private long _lowest = long.MaxValue;
    private bool _lowEndRead = true;

    /// <summary>The small values whose seal is correct.</summary>
    public Dictionary<string, string> Pairs => _pairs;

    /// <summary>The highest number that was read, or is otherwise known to have been given; 0 when there is none.</summary>
    public long Highest { get; private set; }

    /// <summary>The lowest number of the store; null when it is unknown.</summary>
    public long? Lowest => _lowEndRead && _lowest != long.MaxValue ? _lowest : null;

    /// <summary>The lowest number in the new store.</summary>
    public long LowestCarried { get; private set; } = long.MaxValue;

    public long AgeMs { get; private set; }

    public bool MetDamage { get; private set; }

    /// <summary>True when rows were left behind because time was over or the disk nearly full.</summary>
    public bool LeftBehind { get; private set; }

    /// <summary>Reads a view.</summary>
    /// <param name="view">A connection that reads.</param>
    /// <param name="known">The highest number known to have been given.</param>
    public void Read(SqliteConnection view, long known)
    {
        Highest = Math.Max(Highest, known);
        if (!_hasReadView)
        {
            ReadRemoved(view);
        }

        _hasReadView = true;
        ReadMarks(view);
        using var events = new RowScan(view, SalvagedRow.Columns, "event", clock);
        foreach (var (from, to) in states.Runs(1, long.MaxValue, null).ToArray())
        {
            ReadEvents(events, from, to, () => clock.HasTimeForPending);
        }

        foreach (var (from, to) in states.Runs(1, Highest, MarkKind.SetAside).ToArray())
        {
            ReadEvents(events, from, to, () => clock.HasTimeForPending);
        }

        ReadDelivered(events);
        MetDamage |= events.MetDamage;
        ReadPairs(view);
    }

    private void ReadRemoved(SqliteConnection view)
    {
        var last = 0L;
        try
        {
            using var command = view.CreateCommand();
            command.CommandText = "SELECT first, last, seal FROM removed ORDER BY first";
            using var row = command.ExecuteReader();
            while (row.Read())
            {
                if (NullableCells.Number(row, 0) is { } from && NullableCells.Number(row, 1) is { } to && Seal.OfRange(from, to) == NullableCells.Number(row, 2))
                {
                    states.AddRemoved(from, to);
                    last = Math.Max(last, to);
                }
            }
        }
        catch (SqliteException exception) when (SqliteFailures.IsDamage(exception) || SqliteFailures.IsConfused(exception))
        {
            MetDamage = true;
        }

        Highest = Math.Max(Highest, last);
    }

    private void ReadMarks(SqliteConnection view)
    {
        using var marks = new RowScan(view, MarkRow.Columns, "mark", clock);
        var firstDamage = marks.Read(
            1,
            long.MaxValue,
            Highest,
            row =>
            {
                if (MarkRow.Read(row, epochs) is not { } mark || mark.Sequence < 1 || (int)mark.Kind is < 1 or > RemovedOfVersion1)
                {
                    MetDamage = true;
                    return false;
                }

                if ((int)mark.Kind == RemovedOfVersion1)
                {
                    states.AddRemoved(mark.Sequence, mark.Sequence);
                }
                else if (states.TrySetKind(mark.Sequence, mark.Kind))
                {
                    target.Mark(epochs.Name(mark.Sequence), mark.Kind, mark.AgeMs, mark.Reason);
                }

                Note(mark.Sequence, mark.AgeMs);
                return true;
            },
            () => true);
        MetDamage |= marks.MetDamage;
        _lowEndRead &= firstDamage is null or >= 1;
    }

    private void ReadEvents(RowScan events, long from, long to, Func<bool> mayGoOn)
    {
        var firstDamage = events.Read(
            from,
            to,
            Highest,
            row =>
            {
                if (SalvagedRow.Read(row, epochs) is not { } salvaged)
                {
                    MetDamage = true;
                    return false;
                }

                // An older state of the file may still have rows that were removed since then.
                if (states.EndOfRemoved(salvaged.Id.Sequence) is null && states.TrySetCarried(salvaged.Id.Sequence))
                {
                    target.Add(salvaged);
                    LowestCarried = Math.Min(LowestCarried, salvaged.Id.Sequence);
                }

                Note(salvaged.Id.Sequence, salvaged.AgeMs);
                return true;
            },
            mayGoOn);
        LeftBehind |= !mayGoOn();
        _lowEndRead &= from > 1 || firstDamage is null or >= 1;
    }

    private void ReadDelivered(RowScan events)
    {
        foreach (var (from, to) in states.Runs(1, Highest, MarkKind.Delivered).Reverse().ToArray())
        {
            for (var end = to; end >= from; end -= DeliveredBlock)
            {
                if (!clock.HasTime || !hasRoom())
                {
                    LeftBehind = true;
                    return;
                }

                ReadEvents(events, Math.Max(from, end - DeliveredBlock + 1), end, () => clock.HasTime);
            }
        }
    }

    private void ReadPairs(SqliteConnection view)
    {
        try
        {
            using var command = view.CreateCommand();
            command.CommandText = "SELECT key, value, seal FROM pair";
            using var row = command.ExecuteReader();
            while (row.Read())
            {
                if (NullableCells.Text(row, 0) is { } key && NullableCells.Text(row, 1) is { } value && Seal.OfPair(key, value) == NullableCells.Number(row, 2))
                {
                    _pairs.TryAdd(key, value);
                }
            }
        }
        catch (SqliteException exception) when (SqliteFailures.IsDamage(exception) || SqliteFailures.IsConfused(exception))
        {
            MetDamage = true;
        }

        if (_pairs.TryGetValue(PairKeys.Age, out var text) && long.TryParse(text, CultureInfo.InvariantCulture, out var age))
        {
            AgeMs = Math.Max(AgeMs, age);
        }
    }

    private void Note(long sequence, long ageMs)
    {
        Highest = Math.Max(Highest, sequence);
        _lowest = Math.Min(_lowest, sequence);
        AgeMs = Math.Max(AgeMs, ageMs);
    }
}
