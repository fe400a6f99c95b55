using Microsoft.Data.Sqlite;
using StationAgent.Telemetry.Outbox.Rows;

namespace StationAgent.Telemetry.Outbox.Limits;

/// <summary>
/// Finds the rows that may be removed. The very last row is never removed: it preserves the sequence, so that no damage elsewhere can cause a
/// number to be given twice.
/// </summary>
internal sealed class RemovableRows : IDisposable
{
    private readonly SqliteCommand _delivered;
    private readonly SqliteCommand _due;
    private readonly SqliteCommand _alarms;
    private readonly SqliteCommand _setAside;
    private readonly SqliteCommand _pending;
    private readonly SqliteCommand _old;
    private long _noneDeliveredBelow;

    public RemovableRows(SqliteConnection connection)
    {
        _delivered = Prepare(
            connection, "SELECT sequence, kind, 0, age FROM mark WHERE sequence >= $from AND sequence < $last AND kind = 1 ORDER BY sequence LIMIT $limit");
        _due = Prepare(connection, "SELECT sequence, kind, 0, age FROM mark WHERE sequence >= $from AND sequence < $last ORDER BY sequence LIMIT $limit");
        _alarms = Prepare(
            connection,
            """
            SELECT e.sequence, m.kind, 0 FROM event e LEFT JOIN mark m ON m.sequence = e.sequence
            WHERE e.class = 0 AND e.sequence >= $from AND e.sequence < $last ORDER BY e.sequence LIMIT $limit
            """);
        _setAside = Prepare(
            connection,
            """
            SELECT m.sequence, m.kind, length(e.payload) FROM mark m CROSS JOIN event e ON e.sequence = m.sequence
            WHERE m.sequence >= $from AND m.sequence < $last AND m.kind = 2 AND e.class = 1 ORDER BY m.sequence LIMIT $limit
            """);
        _pending = Prepare(
            connection,
            """
            SELECT e.sequence, NULL, length(e.payload) FROM event e LEFT JOIN mark m ON m.sequence = e.sequence
            WHERE e.sequence >= $from AND e.sequence < $last AND m.sequence IS NULL AND e.class = 1 ORDER BY e.sequence LIMIT $limit
            """);
        _old = Prepare(
            connection,
            """
            SELECT e.sequence, m.kind, length(e.payload), e.age, e.class FROM event e LEFT JOIN mark m ON m.sequence = e.sequence
            WHERE e.sequence >= $from AND e.sequence < $last ORDER BY e.sequence LIMIT $limit
            """);
    }

    /// <summary>Returns the oldest delivered rows.</summary>
    public List<RemovableRow> Delivered(long last, int limit)
    {
        var rows = Read(_delivered, _noneDeliveredBelow, last, limit);
        _noneDeliveredBelow = rows.Count > 0 ? rows[0].Sequence : last;
        return rows;
    }

    /// <summary>Called when a mark was written, because the rows below it may no longer be free of delivered ones.</summary>
    public void Marked(long sequence) => _noneDeliveredBelow = Math.Min(_noneDeliveredBelow, sequence);

    /// <summary>Returns the oldest alarms, including those set aside.</summary>
    public List<RemovableRow> Alarms(long last, int limit) => Read(_alarms, 0, last, limit);

    /// <summary>Returns the oldest drop-offs that are set aside.</summary>
    public List<RemovableRow> SetAsideDropOffs(long last, int limit) => Read(_setAside, 0, last, limit);

    /// <summary>Returns the oldest drop-offs above a number that are neither delivered nor set aside.</summary>
    public List<RemovableRow> PendingDropOffs(long floor, long last, int limit) => Read(_pending, floor + 1, last, limit);

    /// <summary>Returns delivered rows, among the next marks from a number on, that were marked at an age or before.</summary>
    /// <param name="from">The first number.</param>
    /// <param name="last">The last number given.</param>
    /// <param name="ageMs">The age.</param>
    /// <param name="scan">The most marks to look at.</param>
    /// <param name="limit">The most rows to return.</param>
    /// <param name="next">Where to continue; 0 when the end was reached.</param>
    public List<RemovableRow> DeliveredBy(long from, long last, long ageMs, int scan, int limit, out long next)
    {
        var found = new List<RemovableRow>();
        using var row = Run(_due, from, last, scan);
        var seen = 0;
        next = from;
        while (found.Count < limit && row.Read())
        {
            seen++;
            next = row.GetInt64(0) + 1;
            if (row.GetInt64(1) == (long)MarkKind.Delivered && row.GetInt64(3) <= ageMs)
            {
                found.Add(new RemovableRow(row.GetInt64(0), MarkKind.Delivered, 0));
            }
        }

        next = found.Count == limit || seen == scan ? next : 0;
        return found;
    }

    /// <summary>
    /// Returns undelivered rows, among the next rows from a number on, that were stored at an age or before, without records.
    /// </summary>
    /// <param name="from">The first number.</param>
    /// <param name="last">The last number given.</param>
    /// <param name="ageMs">The age.</param>
    /// <param name="nowMs">The store's present age: a row with a greater age was altered, and says nothing about the rows after it.</param>
    /// <param name="scan">The most rows to look at.</param>
    /// <param name="limit">The most rows of each kind to return.</param>
    /// <param name="next">Where to continue; 0 when no older row follows.</param>
    public (List<RemovableRow> Alarms, List<RemovableRow> DropOffs) UndeliveredBy(
        long from, long last, long ageMs, long nowMs, int scan, int limit, out long next)
    {
        var (alarms, dropOffs) = (new List<RemovableRow>(), new List<RemovableRow>());
        using var row = Run(_old, from, last, scan);
        var seen = 0;
        var ended = false;
        next = from;
        while (alarms.Count < limit && dropOffs.Count < limit && row.Read())
        {
            var age = row.GetInt64(3);
            if (age > ageMs && age <= nowMs)
            {
                ended = true;
                break;
            }

            seen++;
            next = row.GetInt64(0) + 1;
            MarkKind? kind = row.IsDBNull(1) ? null : (MarkKind)row.GetInt64(1);
            var wanted = (EventClass)row.GetInt64(4) switch { EventClass.Alarm => alarms, EventClass.DropOff => dropOffs, _ => null };
            if (age <= ageMs && kind != MarkKind.Delivered)
            {
                wanted?.Add(new RemovableRow(row.GetInt64(0), kind, row.GetInt64(2)));
            }
        }

        next = ended || (seen < scan && alarms.Count < limit && dropOffs.Count < limit) ? 0 : next;
        return (alarms, dropOffs);
    }

    public void Dispose()
    {
        foreach (var command in (ReadOnlySpan<SqliteCommand>)[_delivered, _due, _alarms, _setAside, _pending, _old])
        {
            command.Dispose();
        }
    }

    private static List<RemovableRow> Read(SqliteCommand command, long from, long last, int limit)
    {
        var found = new List<RemovableRow>();
        using var row = Run(command, from, last, limit);
        while (row.Read())
        {
            found.Add(new RemovableRow(row.GetInt64(0), row.IsDBNull(1) ? null : (MarkKind)row.GetInt64(1), row.GetInt64(2)));
        }

        return found;
    }

    private static SqliteDataReader Run(SqliteCommand command, long from, long last, int limit)
    {
        var p = command.Parameters;
        p[0].Value = from;
        p[1].Value = last;
        p[2].Value = (long)limit;
        return command.ExecuteReader();
    }

    private static SqliteCommand Prepare(SqliteConnection connection, string sql)
    {
        var command = connection.CreateCommand();
#pragma warning disable CA2100 // Only called with the constants above.
        command.CommandText = sql;
#pragma warning restore CA2100
        foreach (var parameter in (ReadOnlySpan<string>)["$from", "$last", "$limit"])
        {
            command.Parameters.Add(new SqliteParameter(parameter, null));
        }

        return command;
    }
}
