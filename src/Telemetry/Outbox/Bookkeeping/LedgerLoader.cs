using Microsoft.Data.Sqlite;
using StationAgent.Telemetry.Outbox.Rows;

namespace StationAgent.Telemetry.Outbox.Bookkeeping;

/// <summary>Counts what a file holds when it is opened, and drops what was altered.</summary>
internal static class LedgerLoader
{
    /// <summary>Counts the rows, marks and removed numbers of a file, and reads its small values.</summary>
    /// <exception cref="StoreDamageException">The file is damaged beyond marks and small values.</exception>
    public static LoadedLedger Load(SqliteConnection connection, Epochs epochs, NotedFigures? noted)
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
        return new LoadedLedger(figures, pairs, dropped);
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
        command.CommandText = $"SELECT key, value, seal FROM pair WHERE {Remarks.AreOthers}";
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
