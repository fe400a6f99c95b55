using Microsoft.Data.Sqlite;

namespace StationAgent.Telemetry.Outbox;

/// <summary>The reading connection of a running outbox; one reader at a time.</summary>
internal sealed class StoreReading(string file, Ledger ledger) : IDisposable
{
    // A page of rows may take this much memory, whatever their number.
    private const int MaximumPageBytes = 1 << 20;

    private readonly Lock _gate = new();
    private SqliteConnection? _connection;
    private SqliteCommand? _pending;

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
                var command = _pending ??= PreparePending();
                command.Parameters[0].Value = Math.Max(after, figures.Floor);
                command.Parameters[1].Value = figures.Last;
                command.Parameters[2].Value = (object?)topic ?? DBNull.Value;
                using var row = command.ExecuteReader();
                var bytes = 0;
                while (found.Count < max && bytes < MaximumPageBytes && row.Read())
                {
                    var sequence = row.GetInt64(0);
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

    private SqliteCommand PreparePending()
    {
        _connection ??= StoreConnections.OpenReader(file);
        var command = _connection.CreateCommand();
        command.CommandText =
            $"""
             SELECT {EventRow.Columns} {EventRow.From}
             WHERE e.sequence > $after AND e.sequence <= $last AND m.sequence IS NULL AND ($topic IS NULL OR e.topic = $topic) ORDER BY e.sequence
             """;
        foreach (var name in (ReadOnlySpan<string>)["$after", "$last", "$topic"])
        {
            command.Parameters.Add(new SqliteParameter(name, null));
        }

        return command;
    }

    private void Close()
    {
        _pending?.Dispose();
        _pending = null;
        _connection?.Dispose();
        _connection = null;
    }
}
