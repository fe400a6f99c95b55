using Microsoft.Data.Sqlite;

namespace StationAgent.Telemetry.Outbox;

/// <summary>
/// What the store holds, in figures, kept in memory: every number from <c>Base</c> to the last has an event row without a mark (pending), a
/// row with a mark, or a mark alone (removed), so that counting needs no scan of the events. Marks not yet written stand here too.
/// </summary>
internal sealed class Ledger
{
    private readonly Lock _gate = new();
    private readonly Dictionary<long, PendingMark> _unwritten = [];
    private LedgerFigures _figures;
    private Epochs? _epochs;
    private Dictionary<string, string> _pairs = new(StringComparer.Ordinal);

    public LedgerFigures Figures
    {
        get
        {
            lock (_gate)
            {
                return _figures;
            }
        }
    }

    public Epochs Epochs => _epochs ?? throw new InvalidOperationException("The store has not been opened.");

    public long Depth
    {
        get
        {
            lock (_gate)
            {
                return _figures.Pending - _unwritten.Count;
            }
        }
    }

    public long SetAsideCount
    {
        get
        {
            lock (_gate)
            {
                var count = _figures.SetAside;
                foreach (var mark in _unwritten.Values)
                {
                    count += mark.Kind == MarkKind.SetAside ? 1 : 0;
                }

                return count;
            }
        }
    }

    public string? Pair(string key)
    {
        lock (_gate)
        {
            return _pairs.GetValueOrDefault(key);
        }
    }

    /// <summary>Marks in memory; true when the number was pending and bore no such mark.</summary>
    public bool Mark(long sequence, MarkKind kind, string? reason)
    {
        lock (_gate)
        {
            return sequence > _figures.Floor && sequence <= _figures.Last && _unwritten.TryAdd(sequence, new PendingMark(sequence, kind, reason));
        }
    }

    public bool IsMarkedInMemory(long sequence)
    {
        lock (_gate)
        {
            return _unwritten.ContainsKey(sequence);
        }
    }

    public int UnwrittenCount
    {
        get
        {
            lock (_gate)
            {
                return _unwritten.Count;
            }
        }
    }

    public PendingMark[] UnwrittenMarks()
    {
        lock (_gate)
        {
            return [.. _unwritten.Values];
        }
    }

    /// <summary>A transaction was committed.</summary>
    public void Apply(WriteBatch batch)
    {
        lock (_gate)
        {
            _figures = batch.Figures;
            foreach (var (key, value) in batch.Pairs)
            {
                _pairs[key] = value;
            }

            foreach (var mark in batch.WrittenMarks)
            {
                _unwritten.Remove(mark.Sequence);
            }
        }
    }

    /// <summary>
    /// Takes everything from the file. Altered marks and pairs are dropped from it: the worst is that an event is sent twice.
    /// </summary>
    /// <returns>How many were dropped.</returns>
    public int Load(SqliteConnection connection, Epochs epochs)
    {
        var figures = new LedgerFigures { Base = 1 };
        using (var command = connection.CreateCommand())
        {
            command.CommandText = "SELECT (SELECT min(sequence) FROM event), (SELECT max(sequence) FROM event)";
            using var row = command.ExecuteReader();
            if (row.Read() && !row.IsDBNull(0))
            {
                figures.Base = row.GetInt64(0);
                figures.Last = row.GetInt64(1);
            }
        }

        figures.Floor = figures.Base - 1;
        var dropped = LoadMarks(connection, ref figures);
        var pairs = LoadPairs(connection, ref dropped);
        if (pairs.TryGetValue(PairKeys.Age, out var age) && long.TryParse(age, out var ageMs))
        {
            figures.AgeMs = Math.Max(figures.AgeMs, ageMs);
        }

        figures.AgeMs = Math.Max(figures.AgeMs, Schema.Scalar(connection, "SELECT age FROM event ORDER BY sequence DESC LIMIT 1"));
        lock (_gate)
        {
            (_figures, _epochs, _pairs) = (figures, epochs, pairs);
        }

        return dropped;
    }

    private static int LoadMarks(SqliteConnection connection, ref LedgerFigures figures)
    {
        var bad = new List<long>();
        using (var command = connection.CreateCommand())
        {
            command.CommandText = "SELECT sequence, seal, kind, age, reason FROM mark ORDER BY sequence";
            using var row = command.ExecuteReader();
            while (row.Read())
            {
                var (sequence, kind, age) = (row.GetInt64(0), (MarkKind)row.GetInt64(2), row.GetInt64(3));
                if (Seal.OfMark(sequence, kind, age, row.IsDBNull(4) ? null : row.GetString(4)) != row.GetInt64(1)
                    || sequence > figures.Last)
                {
                    bad.Add(sequence);
                    continue;
                }

                if (sequence < figures.Base)
                {
                    continue;
                }

                figures.Marks++;
                figures.SetAside += kind == MarkKind.SetAside ? 1 : 0;
                figures.Removed += kind == MarkKind.Removed ? 1 : 0;
                figures.Floor += sequence == figures.Floor + 1 ? 1 : 0;
            }
        }

        foreach (var sequence in bad)
        {
            using var command = connection.CreateCommand();
            command.CommandText = "DELETE FROM mark WHERE sequence = $sequence";
            command.Parameters.AddWithValue("$sequence", sequence);
            command.ExecuteNonQuery();
        }

        return bad.Count;
    }

    private static Dictionary<string, string> LoadPairs(SqliteConnection connection, ref int dropped)
    {
        var pairs = new Dictionary<string, string>(StringComparer.Ordinal);
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT key, value, seal FROM pair";
        using var row = command.ExecuteReader();
        while (row.Read())
        {
            var (key, value) = (row.GetString(0), row.GetString(1));
            if (Seal.OfPair(key, value) == row.GetInt64(2))
            {
                pairs[key] = value;
            }
            else
            {
                dropped++;
            }
        }

        return pairs;
    }
}
