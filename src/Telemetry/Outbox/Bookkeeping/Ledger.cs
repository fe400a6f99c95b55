using Microsoft.Data.Sqlite;
using StationAgent.Telemetry.Outbox.Rows;

namespace StationAgent.Telemetry.Outbox.Bookkeeping;

/// <summary>
/// Counts in memory what the store holds. Every number from <c>Base</c> to the last has an event row without a mark (pending), a row with
/// a mark, or lies in a range of removed numbers, so that counting needs no scan of the events. Also keeps the marks not yet written.
/// </summary>
internal sealed class Ledger
{
    private readonly Lock _gate = new();
    private readonly Dictionary<long, UnwrittenMark> _unwritten = [];
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
                // A mark may wait for a row that has just been evicted: until the mark is processed, that row would be subtracted twice.
                return Math.Max(0, _figures.Pending - _unwritten.Count);
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

    /// <summary>The last session number that was given; 0 before the first.</summary>
    public long Session
    {
        get
        {
            lock (_gate)
            {
                return SessionNumber.Of(_pairs);
            }
        }
    }

    /// <summary>What is in memory, for use when the file can no longer be read; null before it was read.</summary>
    public KnownStore? Known(long ageMs)
    {
        lock (_gate)
        {
            return _epochs is null
                ? null
                : new KnownStore(_epochs, _figures.Last, IsLastExact: true, new Dictionary<string, string>(_pairs, StringComparer.Ordinal), ageMs);
        }
    }

    /// <summary>Adds a mark in memory; true when the number was pending and had no mark in memory.</summary>
    public bool Mark(UnwrittenMark mark)
    {
        lock (_gate)
        {
            return mark.Sequence > _figures.Floor && mark.Sequence <= _figures.Last && _unwritten.TryAdd(mark.Sequence, mark);
        }
    }

    public bool IsMarkedInMemory(long sequence)
    {
        lock (_gate)
        {
            return _unwritten.ContainsKey(sequence);
        }
    }

    /// <summary>What a number has been marked as in memory alone; null when it has not.</summary>
    public MarkKind? MarkInMemory(long sequence)
    {
        lock (_gate)
        {
            return _unwritten.TryGetValue(sequence, out var mark) ? mark.Kind : null;
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

    public UnwrittenMark[] UnwrittenMarks()
    {
        lock (_gate)
        {
            return [.. _unwritten.Values];
        }
    }

    /// <summary>Takes over what a committed transaction has changed.</summary>
    /// <param name="figures">The counts that hold from now on.</param>
    /// <param name="pairs">The small values that it has set.</param>
    /// <param name="writtenMarks">The marks that it has written.</param>
    public void Apply(LedgerFigures figures, IReadOnlyDictionary<string, string> pairs, IReadOnlyList<UnwrittenMark> writtenMarks)
    {
        lock (_gate)
        {
            _figures = figures;
            foreach (var (key, value) in pairs)
            {
                _pairs[key] = value;
            }

            foreach (var mark in writtenMarks)
            {
                _unwritten.Remove(mark.Sequence);
            }
        }
    }

    /// <summary>
    /// Loads everything from the file. Altered marks and pairs are dropped: at worst an event is sent twice.
    /// </summary>
    /// <param name="connection">A connection that may write.</param>
    /// <param name="epochs">The names of the numbers.</param>
    /// <param name="noted">The content of the note beside the file, if there is one.</param>
    /// <returns>The number of marks and pairs that were dropped.</returns>
    public int Load(SqliteConnection connection, Epochs epochs, NotedFigures? noted = null)
    {
        var figures = new LedgerFigures { Base = epochs.CurrentFirst, Last = epochs.CurrentFirst - 1 };
        using (var command = connection.CreateCommand())
        {
            command.CommandText = "SELECT (SELECT min(sequence) FROM event), (SELECT max(sequence) FROM event)";
            using var row = command.ExecuteReader();
            if (row.Read() && !row.IsDBNull(0))
            {
                figures.Base = row.GetInt64(0);
                figures.Last = Math.Max(figures.Last, row.GetInt64(1));
            }
        }

        figures.Floor = figures.Base - 1;
        var gone = LoadRemoved(connection, ref figures);
        var dropped = LoadMarks(connection, epochs, gone, ref figures);
        var pairs = LoadPairs(connection, noted, ref dropped);
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

    private static List<(long First, long Last)> LoadRemoved(SqliteConnection connection, ref LedgerFigures figures)
    {
        var (first, last) = (figures.Base, figures.Last);
        var gone = new List<(long First, long Last)>();
        if (!TryRead())
        {
            gone.Clear();
            RemovedRanges.Rebuild(connection);
            if (!TryRead())
            {
                throw new StoreDamageException("the numbers of its rows are out of order");
            }
        }

        foreach (var (from, to) in gone)
        {
            figures.Removed += to - from + 1;
        }

        return gone;

        bool TryRead() => RemovedRanges.TryRead(connection, last, (from, to) =>
        {
            if (from >= first)
            {
                gone.Add((from, to));
            }
        });
    }

    private static int LoadMarks(
        SqliteConnection connection, Epochs epochs, List<(long First, long Last)> gone, ref LedgerFigures figures)
    {
        var start = figures;
        var bad = CountMarks(connection, epochs, gone, ref figures);
        CheckSetAside(connection);
        foreach (var sequence in bad)
        {
            using var command = connection.CreateCommand();
            command.CommandText = "DELETE FROM mark WHERE sequence = $sequence";
            command.Parameters.AddWithValue("$sequence", sequence);
            command.ExecuteNonQuery();
        }

        if (bad.Count > 0)
        {
            // An altered number may have been another mark's, which has then gone with it.
            figures = start;
            CountMarks(connection, epochs, gone, ref figures);
        }

        return bad.Count;
    }

    /// <returns>The numbers of altered marks.</returns>
    private static List<long> CountMarks(
        SqliteConnection connection, Epochs epochs, List<(long First, long Last)> gone, ref LedgerFigures figures)
    {
        var bad = new List<long>();
        var range = 0;
        using var command = connection.CreateCommand();
        command.CommandText = $"SELECT {MarkRow.Columns} FROM mark ORDER BY sequence";
        using var row = command.ExecuteReader();
        while (row.Read())
        {
            var sequence = row.GetInt64(0);
            if (sequence < figures.Base || sequence > figures.Last || MarkRow.Read(row, epochs) is not { Kind: var kind })
            {
                bad.Add(sequence);
                continue;
            }

            figures.Marks++;
            figures.SetAside += kind == MarkKind.SetAside ? 1 : 0;
            SkipRemoved(gone, ref range, ref figures);
            figures.Floor += sequence == figures.Floor + 1 ? 1 : 0;
        }

        SkipRemoved(gone, ref range, ref figures);
        return bad;
    }

    /// <summary>
    /// Checks that each event that was set aside still has its row. They are never read, so a hidden row would go unnoticed.
    /// </summary>
    /// <exception cref="StoreDamageException">A row is missing.</exception>
    private static void CheckSetAside(SqliteConnection connection)
    {
        using var command = connection.CreateCommand();
        command.CommandText =
            "SELECT sequence FROM mark m WHERE kind = 2 AND NOT EXISTS (SELECT 1 FROM event e WHERE e.sequence = m.sequence) LIMIT 1";
        if (command.ExecuteScalar() is long missing)
        {
            throw new StoreDamageException($"event {missing} was set aside and is no longer there");
        }
    }

    private static void SkipRemoved(List<(long First, long Last)> gone, ref int range, ref LedgerFigures figures)
    {
        while (range < gone.Count && gone[range].First <= figures.Floor + 1)
        {
            figures.Floor = Math.Max(figures.Floor, gone[range++].Last);
        }
    }

    private static Dictionary<string, string> LoadPairs(SqliteConnection connection, NotedFigures? noted, ref int dropped)
    {
        var droppedBefore = dropped;
        var pairs = new Dictionary<string, string>(StringComparer.Ordinal);
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT key, value, seal FROM pair";
        using var row = command.ExecuteReader();
        while (row.Read())
        {
            if (NullableCells.Text(row, 0) is { } key && NullableCells.Text(row, 1) is { } value && Seal.OfPair(key, value) == NullableCells.Number(row, 2))
            {
                pairs[key] = value;
            }
            else
            {
                dropped++;
            }
        }

        SessionNumber.Secure(pairs, dropped > droppedBefore, noted);
        return pairs;
    }
}
