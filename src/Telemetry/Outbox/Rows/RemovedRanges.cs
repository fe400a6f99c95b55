using Microsoft.Data.Sqlite;

namespace StationAgent.Telemetry.Outbox.Rows;

/// <summary>
/// The numbers whose rows were removed, as ranges that neither touch nor overlap. Between two ranges there is at least one row, so there are
/// never more ranges than rows, in whatever order rows are removed. The ranges can be computed from the rows at any time.
/// </summary>
internal sealed class RemovedRanges : IDisposable
{
    private readonly SqliteCommand _atOrBelow;
    private readonly SqliteCommand _put;
    private readonly SqliteCommand _drop;

    public RemovedRanges(SqliteConnection connection)
    {
        _atOrBelow = Prepare(connection, "SELECT first, last FROM removed WHERE first <= $first ORDER BY first DESC LIMIT 1", "$first");
        _put = Prepare(connection, "INSERT OR REPLACE INTO removed (first, last, seal) VALUES ($first, $last, $seal)", "$first", "$last", "$seal");
        _drop = Prepare(connection, "DELETE FROM removed WHERE first = $first", "$first");
    }

    /// <summary>Reads the ranges of a file in order; false when one was altered.</summary>
    /// <param name="connection">The file.</param>
    /// <param name="last">The last number that was given.</param>
    /// <param name="take">Called with each range.</param>
    public static bool TryRead(SqliteConnection connection, long last, Action<long, long> take)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT first, last, seal FROM removed ORDER BY first";
        using var row = command.ExecuteReader();
        var end = long.MinValue;
        while (row.Read())
        {
            var (from, to) = (row.GetInt64(0), NullableCells.Number(row, 1) ?? -1);
            if (Seal.OfRange(from, to) != NullableCells.Number(row, 2) || from > to || from <= end || to > last)
            {
                return false;
            }

            end = to;
            take(from, to);
        }

        return true;
    }

    /// <summary>Computes all ranges from the rows.</summary>
    public static void Rebuild(SqliteConnection connection)
    {
        Schema.Execute(connection, "BEGIN IMMEDIATE");
        try
        {
            Schema.Execute(connection, "DELETE FROM removed");
            using (var ranges = new RemovedRanges(connection))
            using (var command = connection.CreateCommand())
            {
                command.CommandText = "SELECT sequence FROM event ORDER BY sequence";
                using var row = command.ExecuteReader();
                long? before = null;
                while (row.Read())
                {
                    var sequence = row.GetInt64(0);
                    if (before is not null && before.Value + 1 < sequence)
                    {
                        ranges.Put(before.Value + 1, sequence - 1);
                    }

                    before = sequence;
                }
            }

            Schema.Execute(connection, "COMMIT");
        }
        catch
        {
            Schema.Execute(connection, "ROLLBACK");
            throw;
        }
    }

    /// <summary>Adds consecutive numbers, none of which is in a range yet.</summary>
    public void Add(long first, long last)
    {
        if (Containing(first - 1) is { } before)
        {
            first = before.First;
        }

        if (Containing(last + 1) is { } after)
        {
            _drop.Parameters[0].Value = last + 1;
            _drop.ExecuteNonQuery();
            last = after.Last;
        }

        Put(first, last);
    }

    /// <summary>The last number of the range that contains a number; null when no range does.</summary>
    public long? EndOf(long number) => Containing(number)?.Last;

    public void Dispose()
    {
        _atOrBelow.Dispose();
        _put.Dispose();
        _drop.Dispose();
    }

    private (long First, long Last)? Containing(long number)
    {
        _atOrBelow.Parameters[0].Value = number;
        using var row = _atOrBelow.ExecuteReader();
        return row.Read() && row.GetInt64(1) >= number ? (row.GetInt64(0), row.GetInt64(1)) : null;
    }

    private void Put(long first, long last)
    {
        var p = _put.Parameters;
        p[0].Value = first;
        p[1].Value = last;
        p[2].Value = Seal.OfRange(first, last);
        _put.ExecuteNonQuery();
    }

    private static SqliteCommand Prepare(SqliteConnection connection, string sql, params ReadOnlySpan<string> parameters)
    {
        var command = connection.CreateCommand();
#pragma warning disable CA2100 // Only called with the constants above.
        command.CommandText = sql;
#pragma warning restore CA2100
        foreach (var parameter in parameters)
        {
            command.Parameters.Add(new SqliteParameter(parameter, null));
        }

        return command;
    }
}
