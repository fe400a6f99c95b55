using Microsoft.Data.Sqlite;

namespace StationAgent.Telemetry.Outbox;

/// <summary>The writer's connection with its prepared statements. Used by the writer's thread alone.</summary>
internal sealed class StoreSession : IDisposable
{
    private readonly SqliteConnection _connection;
    private readonly List<SqliteCommand> _commands = [];
    private readonly SqliteCommand _begin;
    private readonly SqliteCommand _commit;
    private readonly SqliteCommand _insertEvent;
    private readonly SqliteCommand _insertMark;
    private readonly SqliteCommand _setPair;
    private readonly SqliteCommand _deleteEvent;
    private readonly SqliteCommand _removeMark;
    private readonly SqliteCommand _marksAfter;
    private readonly SqliteCommand _deliveredFrom;
    private readonly SqliteCommand _alarms;
    private readonly SqliteCommand _usedPages;
    private readonly SqliteCommand _first;
    private readonly SqliteCommand _trim;

    public StoreSession(string file)
    {
        _connection = StoreConnections.OpenWriter(file);
        try
        {
            Schema.Migrate(_connection, file);
            Epochs = Epochs.Load(_connection, file);
            _begin = Prepare("BEGIN IMMEDIATE");
            _commit = Prepare("COMMIT");
            _insertEvent = Prepare(
                """
                INSERT INTO event (sequence, seal, class, recorded, age, topic, payload)
                VALUES ($sequence, $seal, $class, $recorded, $age, $topic, $payload)
                """,
                "$sequence", "$seal", "$class", "$recorded", "$age", "$topic", "$payload");
            _insertMark = Prepare(
                "INSERT INTO mark (sequence, seal, kind, age, reason) VALUES ($sequence, $seal, $kind, $age, $reason) ON CONFLICT DO NOTHING",
                "$sequence", "$seal", "$kind", "$age", "$reason");
            _setPair = Prepare(
                "INSERT INTO pair (key, value, seal) VALUES ($key, $value, $seal) ON CONFLICT (key) DO UPDATE SET value = $value, seal = $seal",
                "$key", "$value", "$seal");
            _deleteEvent = Prepare("DELETE FROM event WHERE sequence = $sequence", "$sequence");
            _removeMark = Prepare(
                "INSERT OR REPLACE INTO mark (sequence, seal, kind, age, reason) VALUES ($sequence, $seal, $kind, $age, NULL)",
                "$sequence", "$seal", "$kind", "$age");
            _marksAfter = Prepare("SELECT sequence FROM mark WHERE sequence > $sequence ORDER BY sequence", "$sequence");
            _deliveredFrom = Prepare(
                "SELECT sequence, age FROM mark WHERE sequence >= $sequence AND sequence < $last AND kind = 1 ORDER BY sequence LIMIT $limit",
                "$sequence", "$last", "$limit");
            _alarms = Prepare(
                """
                SELECT sequence FROM event e WHERE class = 0 AND sequence < $last
                AND NOT EXISTS (SELECT 1 FROM mark m WHERE m.sequence = e.sequence AND m.kind = 2) ORDER BY sequence LIMIT $limit
                """,
                "$last", "$limit");
            _usedPages = Prepare("SELECT (SELECT page_count FROM pragma_page_count) - (SELECT freelist_count FROM pragma_freelist_count)");
            _first = Prepare("SELECT min(sequence) FROM event");
            _trim = Prepare("DELETE FROM mark WHERE sequence < $sequence", "$sequence");
            PageSize = Schema.Scalar(_connection, "PRAGMA page_size");
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    public Epochs Epochs { get; }

    public long PageSize { get; }

    public SqliteConnection Connection => _connection;

    public void Begin() => _begin.ExecuteNonQuery();

    public void Commit() => _commit.ExecuteNonQuery();

    public void InsertEvent(long sequence, long seal, EventClass @class, long recordedMs, long ageMs, string topic, byte[] payload)
    {
        var p = _insertEvent.Parameters;
        p[0].Value = sequence;
        p[1].Value = seal;
        p[2].Value = (long)@class;
        p[3].Value = recordedMs;
        p[4].Value = ageMs;
        p[5].Value = topic;
        p[6].Value = payload;
        _insertEvent.ExecuteNonQuery();
        p[6].Value = Array.Empty<byte>();
    }

    /// <summary>Marks a number, unless it bears a mark already.</summary>
    /// <returns>False when it does.</returns>
    public bool Mark(long sequence, MarkKind kind, long ageMs, string? reason)
    {
        var p = _insertMark.Parameters;
        p[0].Value = sequence;
        p[1].Value = Seal.OfMark(sequence, kind, ageMs, reason);
        p[2].Value = (long)kind;
        p[3].Value = ageMs;
        p[4].Value = (object?)reason ?? DBNull.Value;
        return _insertMark.ExecuteNonQuery() > 0;
    }

    public void SetPair(string key, string value)
    {
        var p = _setPair.Parameters;
        p[0].Value = key;
        p[1].Value = value;
        p[2].Value = Seal.OfPair(key, value);
        _setPair.ExecuteNonQuery();
    }

    /// <summary>Takes a row out and leaves a mark in its place.</summary>
    public void Remove(long sequence, long ageMs)
    {
        _deleteEvent.Parameters[0].Value = sequence;
        _deleteEvent.ExecuteNonQuery();
        var p = _removeMark.Parameters;
        p[0].Value = sequence;
        p[1].Value = Seal.OfMark(sequence, MarkKind.Removed, ageMs, null);
        p[2].Value = (long)MarkKind.Removed;
        p[3].Value = ageMs;
        _removeMark.ExecuteNonQuery();
    }

    /// <summary>The last number of the unbroken run of marks that starts right after <paramref name="floor"/>.</summary>
    public long EndOfRun(long floor)
    {
        _marksAfter.Parameters[0].Value = floor;
        using var row = _marksAfter.ExecuteReader();
        while (row.Read() && row.GetInt64(0) == floor + 1)
        {
            floor++;
        }

        return floor;
    }

    /// <summary>Delivered rows in number order, without the last row of all, which holds the place of the sequence.</summary>
    public List<(long Sequence, long AgeMs)> DeliveredFrom(long sequence, long last, int limit)
    {
        var found = new List<(long, long)>();
        var p = _deliveredFrom.Parameters;
        p[0].Value = sequence;
        p[1].Value = last;
        p[2].Value = (long)limit;
        using var row = _deliveredFrom.ExecuteReader();
        while (row.Read())
        {
            found.Add((row.GetInt64(0), row.GetInt64(1)));
        }

        return found;
    }

    /// <summary>The oldest alarms that are not set aside, without the last row of all.</summary>
    public List<long> OldestAlarms(long last, int limit)
    {
        var found = new List<long>();
        _alarms.Parameters[0].Value = last;
        _alarms.Parameters[1].Value = (long)limit;
        using var row = _alarms.ExecuteReader();
        while (row.Read())
        {
            found.Add(row.GetInt64(0));
        }

        return found;
    }

    /// <summary>Drops the marks of removed rows below the first row that is left.</summary>
    /// <returns>The number of that row, and how many marks went.</returns>
    public (long First, int Trimmed) TrimMarks(long first)
    {
        if (_first.ExecuteScalar() is not long row || row <= first)
        {
            return (first, 0);
        }

        _trim.Parameters[0].Value = row;
        return (row, _trim.ExecuteNonQuery());
    }

    public long UsedBytes() => (_usedPages.ExecuteScalar() is long pages ? pages : 0) * PageSize;

    /// <summary>Copies the whole log into the file and syncs it.</summary>
    /// <returns>False when a reader kept a part of the log in use.</returns>
    public bool Checkpoint()
    {
        using var command = _connection.CreateCommand();
        command.CommandText = "PRAGMA wal_checkpoint(TRUNCATE)";
        using var row = command.ExecuteReader();
        return row.Read() && row.GetInt64(0) == 0;
    }

    public void Dispose()
    {
        foreach (var command in _commands)
        {
            command.Dispose();
        }

        _connection.Dispose();
    }

    private SqliteCommand Prepare(string sql, params ReadOnlySpan<string> parameters)
    {
        var command = _connection.CreateCommand();
        _commands.Add(command);
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
