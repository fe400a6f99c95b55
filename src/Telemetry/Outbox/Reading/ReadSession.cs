using Microsoft.Data.Sqlite;
using StationAgent.Telemetry.Outbox.Bookkeeping;
using StationAgent.Telemetry.Outbox.Rows;

namespace StationAgent.Telemetry.Outbox.Reading;

/// <summary>The reading connection of a running outbox; one reader at a time.</summary>
internal sealed class ReadSession(string file, Ledger ledger) : IDisposable
{
    // The most memory for the payloads of one read, whatever the number of rows.
    private const int MaximumPageBytes = 1 << 20;

    private readonly Lock _gate = new();
    private readonly SequenceCheck _sequence = new(file, ledger);
    private SqliteConnection? _connection;
    private SqliteCommand? _pending;
    private SqliteCommand? _ages;

    /// <summary>Reads pending rows in number order.</summary>
    /// <param name="after">Only numbers above this one.</param>
    /// <param name="max">The largest number of events to return.</param>
    /// <param name="topic">Only this topic; null for all.</param>
    /// <param name="damaged">The damaged rows.</param>
    /// <exception cref="OutboxException">The store cannot be read.</exception>
    public List<StoredEvent> Pending(long after, int max, string? topic, out List<DamagedRow> damaged)
    {
        var found = new List<StoredEvent>(Math.Min(max, 64));
        damaged = [];
        lock (_gate)
        {
            try
            {
                var (epochs, figures) = (ledger.Epochs, ledger.Figures);
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
                    _sequence.CheckOrder(sequence, next);
                    if (topic is null)
                    {
                        _sequence.CheckSkipped(_connection!, next, sequence - 1);
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

                    if (EventRow.Read(row, epochs, out var damage) is { } stored)
                    {
                        found.Add(stored);
                        bytes += stored.Payload.Length;
                    }
                    else if (ledger.Announcements.IsHolding || ledger.Epochs != epochs)
                    {
                        // The event has just got another id: a later read gives it under that one.
                        break;
                    }
                    else
                    {
                        damaged.Add(new DamagedRow(epochs.Name(sequence), damage ?? string.Empty));
                    }
                }
            }
            catch (SqliteException exception)
            {
                Close();
                throw SqliteFailures.Explain(exception, file);
            }
            catch (OutboxException)
            {
                Close();
                throw;
            }
        }

        return found;
    }

    /// <summary>Reads the rows of a range of numbers, in number order. Damaged rows are skipped.</summary>
    /// <exception cref="OutboxException">The store cannot be read.</exception>
    public List<StoredEvent> Range(long from, long to, int max) => Select("e.sequence BETWEEN $from AND $to", from, to, max);

    /// <summary>Reads the rows that are set aside on disk, in number order. Damaged rows are skipped.</summary>
    /// <param name="after">Only numbers above this one.</param>
    /// <param name="max">The largest number of events to return.</param>
    /// <exception cref="OutboxException">The store cannot be read.</exception>
    public List<StoredEvent> SetAside(long after, int max) => Select("m.kind = 2 AND e.sequence > $from AND e.sequence <= $to", after, ledger.Figures.Last, max);

    /// <summary>The number of the oldest pending event, and the age of the store, in milliseconds, when it was stored; null when none is pending.</summary>
    /// <exception cref="OutboxException">The store cannot be read.</exception>
    public (long Sequence, long AgeMs)? OldestPending()
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
                        return (row.GetInt64(0), row.GetInt64(1));
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

    /// <summary>Closes this connection and keeps it closed while an action runs.</summary>
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

    private List<StoredEvent> Select(string condition, long from, long to, int max)
    {
        var found = new List<StoredEvent>(Math.Min(max, 64));
        lock (_gate)
        {
            try
            {
                _connection ??= StoreConnections.OpenReader(file);
                using var command = _connection.CreateCommand();
#pragma warning disable CA2100 // Put together from the constants above.
                command.CommandText = $"SELECT {EventRow.Columns} {EventRow.From} WHERE {condition} ORDER BY e.sequence";
#pragma warning restore CA2100
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
