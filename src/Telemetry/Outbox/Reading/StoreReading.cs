using Microsoft.Data.Sqlite;
using StationAgent.Telemetry.Outbox.Bookkeeping;
using StationAgent.Telemetry.Outbox.Rows;

namespace StationAgent.Telemetry.Outbox.Reading;

/// <summary>The reading connection of a running outbox; one reader at a time.</summary>
internal sealed class StoreReading(string file, Ledger ledger) : IDisposable
{
    // A page of rows may take this much memory, whatever their number.
    private const int MaximumPageBytes = 1 << 20;

    private readonly Lock _gate = new();
    private SqliteConnection? _connection;
    private SqliteCommand? _pending;
    private SqliteCommand? _ages;

    /// <summary>Pending rows in number order.</summary>
    /// <param name="after">Only numbers above this one.</param>
    /// <param name="max">At most so many.</param>
    /// <param name="topic">Only this topic; null for all.</param>
    /// <param name="damaged">What could not be read unaltered.</param>
    /// <exception cref="OutboxException">The store cannot be read.</exception>
    public List<StoredEvent> Pending(long after, int max, string? topic, out List<DamagedRow> damaged)
    {
        var found = new List<StoredEvent>(Math.Min(max, 64));
        damaged = [];
        lock (_gate)
        {
            try
            {
                var figures = ledger.Figures;
                var start = Math.Max(after, figures.Floor);
                if (start >= figures.Last)
                {
                    return found;
                }

                var command = _pending ??= PreparePending();
                command.Parameters[0].Value = start;
                command.Parameters[1].Value = figures.Last;
                command.Parameters[2].Value = (object?)topic ?? DBNull.Value;
                using var row = command.ExecuteReader();
                var bytes = 0;
                var next = start + 1;
                while (found.Count < max && bytes < MaximumPageBytes)
                {
                    var isRow = row.Read();
                    var sequence = isRow ? row.GetInt64(0) : figures.Last + 1;
                    CheckOrder(sequence, next);
                    if (topic is null)
                    {
                        CheckMarks(next, sequence - 1);
                    }

                    if (!isRow)
                    {
                        break;
                    }

                    next = sequence + 1;

                    if (ledger.IsMarkedInMemory(sequence))
                    {
                        continue;
                    }

                    if (EventRow.Read(row, ledger.Epochs, out var damage) is { } stored)
                    {
                        found.Add(stored);
                        bytes += stored.Payload.Length;
                    }
                    else
                    {
                        damaged.Add(new DamagedRow(ledger.Epochs.Name(sequence), damage ?? string.Empty));
                    }
                }
            }
            catch (SqliteException exception)
            {
                Close();
                throw SqliteFailures.Explain(exception, file);
            }
        }

        return found;
    }

    /// <summary>Rows of a range of numbers, in number order. What cannot be read unaltered is passed over.</summary>
    /// <exception cref="OutboxException">The store cannot be read.</exception>
    public List<StoredEvent> Range(long from, long to, int max)
    {
        var found = new List<StoredEvent>(Math.Min(max, 64));
        lock (_gate)
        {
            try
            {
                _connection ??= StoreConnections.OpenReader(file);
                using var command = _connection.CreateCommand();
                command.CommandText = $"SELECT {EventRow.Columns} {EventRow.From} WHERE e.sequence BETWEEN $from AND $to ORDER BY e.sequence";
                command.Parameters.AddWithValue("$from", from);
                command.Parameters.AddWithValue("$to", to);
                using var row = command.ExecuteReader();
                var bytes = 0;
                while (found.Count < max && bytes < MaximumPageBytes && row.Read())
                {
                    if (EventRow.Read(row, ledger.Epochs, out _) is { } stored)
                    {
                        found.Add(ledger.MarkInMemory(stored.Id.Sequence) switch
                        {
                            MarkKind.Delivered => stored with { State = EventState.Delivered },
                            MarkKind.SetAside => stored with { State = EventState.SetAside },
                            _ => stored,
                        });
                        bytes += stored.Payload.Length;
                    }
                }
            }
            catch (SqliteException exception)
            {
                Close();
                throw SqliteFailures.Explain(exception, file);
            }
        }

        return found;
    }

    /// <summary>The age of the store at which the oldest pending event was stored, in milliseconds; null when none is pending.</summary>
    /// <exception cref="OutboxException">The store cannot be read.</exception>
    public long? OldestPendingAgeMs()
    {
        lock (_gate)
        {
            try
            {
                var figures = ledger.Figures;
                var command = _ages ??= Prepare(
                    $"SELECT e.sequence, e.age {EventRow.From} WHERE e.sequence > $after AND e.sequence <= $last AND m.sequence IS NULL ORDER BY e.sequence",
                    "$after",
                    "$last");
                command.Parameters[0].Value = figures.Floor;
                command.Parameters[1].Value = figures.Last;
                using var row = command.ExecuteReader();
                while (row.Read())
                {
                    if (!ledger.IsMarkedInMemory(row.GetInt64(0)))
                    {
                        return row.GetInt64(1);
                    }
                }

                return null;
            }
            catch (SqliteException exception)
            {
                Close();
                throw SqliteFailures.Explain(exception, file);
            }
        }
    }

    /// <summary>Does something while this connection is closed.</summary>
    public T WhileClosed<T>(Func<T> action)
    {
        lock (_gate)
        {
            Close();
            return action();
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            Close();
        }
    }

    /// <summary>
    /// SQLite believes its own order. A number out of order is none that was given in its place; taken for a damaged row it could not be marked
    /// and would be met again for ever.
    /// </summary>
    private void CheckOrder(long sequence, long next)
    {
        if (sequence < next)
        {
            Close();
            throw new OutboxException(
                OutboxFailure.Corrupt, $"The store '{file}' is damaged: number {sequence} stands where {next} or a later one should be.");
        }
    }

    /// <summary>
    /// Numbers that are passed over bear a mark or are gone. SQLite does not notice when an altered page hides rows; these would be lost without a word.
    /// </summary>
    private void CheckMarks(long from, long to)
    {
        // What lies below the first row may have been dropped meanwhile; the floor is above it by then.
        from = Math.Max(from, ledger.Figures.Floor + 1);
        if (from > to)
        {
            return;
        }

        using var command = _connection!.CreateCommand();
        command.CommandText =
            """
            SELECT (SELECT count(*) FROM mark WHERE sequence BETWEEN $from AND $to)
                + (SELECT coalesce(sum(min(last, $to) - max(first, $from) + 1), 0) FROM removed WHERE last >= $from
                   AND first BETWEEN (SELECT coalesce(max(first), $from) FROM removed WHERE first <= $from) AND $to)
            """;
        command.Parameters.AddWithValue("$from", from);
        command.Parameters.AddWithValue("$to", to);
        var accounted = command.ExecuteScalar() is long count ? count : 0;

        if (accounted < to - from + 1)
        {
            Close();
            throw new OutboxException(
                OutboxFailure.Corrupt, $"The store '{file}' is damaged: of the numbers {from} to {to} some have no event and were not removed.");
        }
    }

    private SqliteCommand PreparePending() => Prepare(
        $"""
         SELECT {EventRow.Columns} {EventRow.From}
         WHERE e.sequence > $after AND e.sequence <= $last AND m.sequence IS NULL AND ($topic IS NULL OR e.topic = $topic) ORDER BY e.sequence
         """,
        "$after",
        "$last",
        "$topic");

    private SqliteCommand Prepare(string sql, params ReadOnlySpan<string> parameters)
    {
        _connection ??= StoreConnections.OpenReader(file);
        var command = _connection.CreateCommand();
#pragma warning disable CA2100 // Only called with the constants above.
        command.CommandText = sql;
#pragma warning restore CA2100
        foreach (var name in parameters)
        {
            command.Parameters.Add(new SqliteParameter(name, null));
        }

        return command;
    }

    private void Close()
    {
        _pending?.Dispose();
        _pending = null;
        _ages?.Dispose();
        _ages = null;
        _connection?.Dispose();
        _connection = null;
    }
}
