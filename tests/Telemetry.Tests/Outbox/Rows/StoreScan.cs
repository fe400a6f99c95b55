using Microsoft.Data.Sqlite;
using StationAgent.Telemetry.Outbox.Bookkeeping;
using Xunit;

namespace StationAgent.Telemetry.Tests;

/// <summary>Counts a store row by row, to compare it with the counts that it keeps.</summary>
internal sealed record StoreScan(long Last, long Rows, long Marks, long SetAside, long Floor, IReadOnlyList<(long First, long Last)> Removed)
{
    public static StoreScan Of(string file)
    {
        using var connection = new SqliteConnection($"Data Source={file};Mode=ReadOnly;Pooling=False");
        connection.Open();
        var rows = Numbers(connection, "SELECT sequence FROM event ORDER BY sequence");
        var marks = Numbers(connection, "SELECT sequence FROM mark ORDER BY sequence");
        var setAside = Numbers(connection, "SELECT sequence FROM mark WHERE kind = 2");
        var ranges = Numbers(connection, "SELECT first FROM removed ORDER BY first")
            .Zip(Numbers(connection, "SELECT last FROM removed ORDER BY first")).ToList();
        var last = rows.Count == 0 ? 0 : rows[^1];

        // Each number has a row or lies in a range, never both; a mark has a row; ranges do not touch.
        var removed = ranges.SelectMany(range => Enumerable.Range((int)range.First, (int)(range.Second - range.First + 1))).Select(n => (long)n).ToList();
        Assert.Equal(Enumerable.Range(1, (int)last).Select(n => (long)n), rows.Concat(removed).Order());
        Assert.Empty(marks.Except(rows));
        Assert.True(ranges.Count <= rows.Count + 1, "more ranges than rows");
        Assert.All(ranges.Zip(ranges.Skip(1)), pair => Assert.True(pair.First.Second + 1 < pair.Second.First, "ranges touch"));
        var pending = rows.Except(marks).DefaultIfEmpty(last + 1).Min();
        return new StoreScan(last, rows.Count, marks.Count, setAside.Count, pending - 1, ranges);
    }

    /// <summary>Fails when the counts differ from the tables.</summary>
    public void AssertSame(LedgerFigures figures) => Assert.Equal(
        (Last, Rows, Marks, SetAside, Rows - Marks, Floor),
        (figures.Last, figures.Rows, figures.Marks, figures.SetAside, figures.Pending, figures.Floor));

    private static List<long> Numbers(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var row = command.ExecuteReader();
        var found = new List<long>();
        while (row.Read())
        {
            found.Add(row.GetInt64(0));
        }

        return found;
    }
}
