using Microsoft.Data.Sqlite;
using StationAgent.Telemetry.Outbox.Rows;

namespace StationAgent.Telemetry.Outbox.Salvage;

/// <summary>
/// Reads a table in number order past damaged pages: forward to the first damage, backward to the last, and the numbers between from the middle
/// outwards, in ever smaller parts, as long as there is time.
/// </summary>
internal sealed class RowScan : IDisposable
{
    private const int MaximumOpenParts = 1 << 16;

    private readonly SqliteCommand _forward;
    private readonly SqliteCommand _backward;
    private readonly SalvageClock _clock;

    public RowScan(SqliteConnection connection, string columns, string table, SalvageClock clock)
    {
        _clock = clock;
        _forward = Prepare(connection, $"SELECT {columns} FROM {table} WHERE sequence BETWEEN $from AND $to ORDER BY sequence");
        _backward = Prepare(connection, $"SELECT {columns} FROM {table} WHERE sequence BETWEEN $from AND $to ORDER BY sequence DESC");
    }

    /// <summary>True when something could not be read.</summary>
    public bool MetDamage { get; private set; }

    /// <summary>Reads a range of numbers.</summary>
    /// <param name="from">The first number.</param>
    /// <param name="to">The last number; may be greater than the last in the table.</param>
    /// <param name="known">The highest number that is known to have been given: parts beyond it are not searched.</param>
    /// <param name="visit">Called with each row; true when the row is undamaged.</param>
    /// <param name="mayGoOn">Called after each row; false ends the scan.</param>
    /// <returns>Null when everything was read; else the last number before the first damage, less than <paramref name="from"/> for none.</returns>
    public long? Read(long from, long to, long known, Func<SqliteDataReader, bool> visit, Func<bool> mayGoOn)
    {
        if (Walk(_forward, from, to, from - 1, visit, mayGoOn) is not { } low)
        {
            return null;
        }

        MetDamage = true;
        if (Walk(_backward, low + 1, to, to, visit, mayGoOn) is { } high)
        {
            ReadParts(low + 1, Math.Min(high, known), visit, () => _clock.HasTime && mayGoOn());
        }

        return low;
    }

    public void Dispose()
    {
        _forward.Dispose();
        _backward.Dispose();
    }

    private void ReadParts(long from, long to, Func<SqliteDataReader, bool> visit, Func<bool> mayGoOn)
    {
        var parts = new Queue<(long From, long To)>();
        parts.Enqueue((from, to));
        while (parts.TryDequeue(out var part) && mayGoOn())
        {
            if (part.From > part.To || parts.Count > MaximumOpenParts)
            {
                continue;
            }

            var middle = part.From + ((part.To - part.From) / 2);
            if (Walk(_forward, middle, part.To, middle - 1, visit, mayGoOn) is { } reached)
            {
                parts.Enqueue((Math.Max(reached, middle) + 1, part.To));
            }

            if (Walk(_backward, part.From, middle - 1, middle, visit, mayGoOn) is { } back)
            {
                parts.Enqueue((part.From, Math.Min(back, middle - 1) - 1));
            }
        }
    }

    /// <returns>Null when the end was reached or time is over; else the last undamaged number before the damage.</returns>
    private static long? Walk(SqliteCommand command, long from, long to, long start, Func<SqliteDataReader, bool> visit, Func<bool> mayGoOn)
    {
        var at = start;
        try
        {
            command.Parameters[0].Value = from;
            command.Parameters[1].Value = to;
            using var row = command.ExecuteReader();
            while (mayGoOn() && row.Read())
            {
                at = visit(row) ? row.GetInt64(0) : at;
            }

            return null;
        }
        catch (SqliteException exception) when (SqliteFailures.IsDamage(exception) || SqliteFailures.IsConfused(exception))
        {
            return at;
        }
    }

    private static SqliteCommand Prepare(SqliteConnection connection, string sql)
    {
        var command = connection.CreateCommand();
#pragma warning disable CA2100 // Put together from constants.
        command.CommandText = sql;
#pragma warning restore CA2100
        command.Parameters.Add(new SqliteParameter("$from", null));
        command.Parameters.Add(new SqliteParameter("$to", null));
        return command;
    }
}
