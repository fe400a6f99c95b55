using System.Globalization;
using Microsoft.Data.Sqlite;
using StationAgent.Telemetry.Outbox.Files;
using StationAgent.Telemetry.Outbox.Rows;

namespace StationAgent.Telemetry.Outbox;

/// <summary>Reads a store without changing it, also while the service runs. Not thread-safe.</summary>
public sealed class OutboxReader : IDisposable
{
    private readonly SqliteConnection _connection;
    private readonly string _file;
    private readonly Epochs _epochs;

    private OutboxReader(SqliteConnection connection, string file, Epochs epochs)
    {
        _connection = connection;
        _file = file;
        _epochs = epochs;
    }

    /// <summary>The random name of the store's present epoch.</summary>
    public string StoreEpoch => _epochs.Current;

    /// <summary>Opens the store of a folder for reading.</summary>
    /// <param name="directory">The folder that <see cref="Outbox.Open"/> was given.</param>
    /// <exception cref="OutboxException">There is no store, this user may not read it, it is damaged, or it was made by a later version.</exception>
    public static OutboxReader Open(string directory)
    {
        ArgumentException.ThrowIfNullOrEmpty(directory);
        var folder = Path.GetFullPath(directory);
        var file = Path.Combine(folder, StoreFolder.FileName);
        StoreAccess.Require(folder, file);
        SqliteConnection? connection = null;
        try
        {
            connection = StoreConnections.OpenReader(file);
            Schema.Check(connection, file);
            return new OutboxReader(connection, file, Epochs.Load(connection));
        }
        catch (StoreDamageException damage)
        {
            connection?.Dispose();
            throw damage.ForReader(file);
        }
        catch (SqliteException exception)
        {
            connection?.Dispose();
            throw StoreAccess.Explain(exception, folder, file) ?? SqliteFailures.Explain(exception, file);
        }
        catch
        {
            connection?.Dispose();
            throw;
        }
    }

    /// <summary>Lists events in number order.</summary>
    /// <param name="query">Selects the events.</param>
    /// <param name="damaged">Damaged rows among them are added here; null to skip them.</param>
    /// <exception cref="OutboxException">The store cannot be read.</exception>
    public IReadOnlyList<StoredEvent> List(OutboxQuery query, ICollection<DamagedRow>? damaged = null)
    {
        ArgumentNullException.ThrowIfNull(query);
        var found = new List<StoredEvent>();
        try
        {
            using var command = _connection.CreateCommand();
            var order = query.NewestFirst ? "DESC" : "ASC";
#pragma warning disable CA2100 // Put together from constants.
            command.CommandText =
                $"""
                 SELECT {EventRow.Columns} {EventRow.From}
                 WHERE e.sequence BETWEEN $from AND $to AND ($kind IS NULL OR coalesce(m.kind, 0) = $kind) ORDER BY e.sequence {order} LIMIT $limit
                 """;
#pragma warning restore CA2100
            command.Parameters.AddWithValue("$from", query.From);
            command.Parameters.AddWithValue("$to", query.To);
            command.Parameters.AddWithValue("$kind", query.State is { } state ? (long)state : DBNull.Value);
            command.Parameters.AddWithValue("$limit", query.Limit);
            using var row = command.ExecuteReader();
            while (row.Read())
            {
                if (EventRow.Read(row, _epochs, out var damage) is { } stored)
                {
                    found.Add(stored);
                }
                else
                {
                    damaged?.Add(new DamagedRow(_epochs.Name(row.GetInt64(0)), damage ?? string.Empty));
                }
            }
        }
        catch (SqliteException exception)
        {
            throw SqliteFailures.Explain(exception, _file);
        }

        return found;
    }

    /// <summary>Reads a note; null when there is none, or when it is damaged.</summary>
    /// <param name="key">The key that <see cref="Outbox.SetNoteAsync"/> was given.</param>
    /// <exception cref="OutboxException">The store cannot be read.</exception>
    public string? GetNote(string key)
    {
        ArgumentNullException.ThrowIfNull(key);
        try
        {
            using var command = _connection.CreateCommand();
            command.CommandText = "SELECT value, seal FROM pair WHERE key = $key";
            command.Parameters.AddWithValue("$key", PairKeys.NotePrefix + key);
            using var row = command.ExecuteReader();
            return row.Read() && row.GetString(0) is var value && row.GetInt64(1) == Seal.OfPair(PairKeys.NotePrefix + key, value) ? value : null;
        }
        catch (SqliteException exception)
        {
            throw SqliteFailures.Explain(exception, _file);
        }
    }

    /// <summary>Counts the events; reads no payload, but the state of every row.</summary>
    /// <exception cref="OutboxException">The store cannot be read.</exception>
    public StoreCounts Count()
    {
        try
        {
            using var command = _connection.CreateCommand();
            command.CommandText =
                """
                SELECT coalesce(min(e.sequence), 0), coalesce(max(e.sequence), 0), count(*),
                       coalesce(sum(m.kind = $delivered), 0), coalesce(sum(m.kind = $aside), 0)
                FROM event e LEFT JOIN mark m ON m.sequence = e.sequence
                """;
            command.Parameters.AddWithValue("$delivered", (long)EventState.Delivered);
            command.Parameters.AddWithValue("$aside", (long)EventState.SetAside);
            using var row = command.ExecuteReader();
            row.Read();
            var (delivered, aside) = (row.GetInt64(3), row.GetInt64(4));
            return new StoreCounts(
                StoreEpoch,
                row.GetInt64(0),
                row.GetInt64(1),
                row.GetInt64(2) - delivered - aside,
                delivered,
                aside,
                SizeOf(_file) + SizeOf(_file + "-wal"));
        }
        catch (SqliteException exception)
        {
            throw SqliteFailures.Explain(exception, _file);
        }
    }

    /// <summary>Finds the event of a number; null when it does not exist or is damaged.</summary>
    /// <exception cref="OutboxException">The store cannot be read.</exception>
    public StoredEvent? Find(long sequence) => List(new OutboxQuery { From = sequence, To = sequence, Limit = 1 }) is [var found] ? found : null;

    /// <summary>
    /// Finds the event of a whole id such as <c>9f86d081884c7d65-00000000000000000042</c>, or of a number in decimal digits.
    /// </summary>
    /// <returns>Null when the event does not exist, belongs to another store, or is damaged.</returns>
    /// <exception cref="OutboxException">The store cannot be read.</exception>
    public StoredEvent? Find(string id)
    {
        ArgumentNullException.ThrowIfNull(id);
        var dash = id.LastIndexOf('-');
        return long.TryParse(id.AsSpan(dash + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var sequence)
            && Find(sequence) is { } found
            && (dash < 0 || id.AsSpan(0, dash).SequenceEqual(found.Id.StoreEpoch))
                ? found
                : null;
    }

    /// <inheritdoc/>
    public void Dispose() => _connection.Dispose();

    private static long SizeOf(string file) => new FileInfo(file) is { Exists: true, Length: var length } ? length : 0;
}
