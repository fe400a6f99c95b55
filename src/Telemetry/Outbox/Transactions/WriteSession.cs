using System.Globalization;
using Microsoft.Data.Sqlite;
using SQLitePCL;
using StationAgent.Telemetry.Outbox.Files;
using StationAgent.Telemetry.Outbox.Limits;
using StationAgent.Telemetry.Outbox.Rows;

namespace StationAgent.Telemetry.Outbox.Transactions;

/// <summary>The writer's connection with its prepared statements. Used by the writer's thread only.</summary>
internal sealed class WriteSession : IDisposable
{
    private readonly string _file;
    private readonly FileIdentity? _identity;
    private readonly SqliteConnection _connection;
    private readonly List<SqliteCommand> _commands = [];
    private readonly SqliteCommand _begin;
    private readonly SqliteCommand _commit;
    private readonly EventInsert _insertEvent;
    private readonly RawStatement _insertMark;
    private readonly SqliteCommand _setPair;
    private readonly SqliteCommand _deleteEvent;
    private readonly SqliteCommand _deleteMark;
    private readonly SqliteCommand _marksAfter;
    private readonly SqliteCommand _usedPages;
    private readonly SqliteCommand _freePages;

    public WriteSession(string file)
    {
        _file = file;
        _connection = StoreConnections.OpenWriter(file);
        _identity = FileIdentity.Of(file);
        try
        {
            Schema.Migrate(_connection, file);
            Epochs = Epochs.Load(_connection);
            _begin = Prepare("BEGIN IMMEDIATE");
            _commit = Prepare("COMMIT");
            _insertEvent = new EventInsert(_connection);
            _insertMark = new RawStatement(
                _connection,
                """
                INSERT INTO mark (sequence, seal, kind, age, reason) SELECT ?1, ?2, ?3, ?4, ?5
                WHERE EXISTS (SELECT 1 FROM event WHERE sequence = ?1) ON CONFLICT DO NOTHING
                """);
            _setPair = Prepare(
                "INSERT INTO pair (key, value, seal) VALUES ($key, $value, $seal) ON CONFLICT (key) DO UPDATE SET value = $value, seal = $seal",
                "$key", "$value", "$seal");
            _deleteEvent = Prepare("DELETE FROM event WHERE sequence = $sequence", "$sequence");
            _deleteMark = Prepare("DELETE FROM mark WHERE sequence = $sequence", "$sequence");
            _marksAfter = Prepare("SELECT sequence FROM mark WHERE sequence > $sequence ORDER BY sequence", "$sequence");
            _usedPages = Prepare("SELECT (SELECT page_count FROM pragma_page_count) - (SELECT freelist_count FROM pragma_freelist_count)");
            _freePages = Prepare("PRAGMA freelist_count");
            Removed = new RemovedRanges(_connection);
            Rows = new RemovableRows(_connection);
            Remarks = new Remarks(_connection);
            PageSize = Schema.Scalar(_connection, "PRAGMA page_size");
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    public Epochs Epochs { get; private set; }

    public RemovedRanges Removed { get; }

    public RemovableRows Rows { get; }

    public Remarks Remarks { get; }

    public long PageSize { get; }

    public SqliteConnection Connection => _connection;

    /// <summary>False when the file that is written to has been deleted or replaced. Costs a microsecond.</summary>
    public bool IsInPlace => FileIdentity.Of(_file) == _identity;

    public void Begin() => _begin.ExecuteNonQuery();

    public void Commit() => _commit.ExecuteNonQuery();

    /// <summary>Drops the open transaction.</summary>
    /// <exception cref="SqliteException">The disk fails, or the file is damaged.</exception>
    public void Rollback()
    {
        Schema.Execute(_connection, "ROLLBACK");
        Epochs = Epochs.Load(_connection);
    }

    /// <summary>Begins an epoch inside the open transaction.</summary>
    public void BeginEpoch(Epoch epoch)
    {
        Epochs.Insert(_connection, epoch);
        Epochs = Epochs.With(epoch);
    }

    /// <summary>Sets the names of numbers inside the open transaction: each holds from its first number to the next epoch.</summary>
    public void SetEpochs(IReadOnlyList<Epoch> epochs)
    {
        foreach (var epoch in epochs)
        {
            using var command = _connection.CreateCommand();
            command.CommandText = "DELETE FROM epoch WHERE first = $first";
            command.Parameters.AddWithValue("$first", epoch.First);
            command.ExecuteNonQuery();
            Epochs.Insert(_connection, epoch);
        }

        Epochs = new Epochs(epochs.UnionBy(Epochs.All, static epoch => epoch.First));
    }

    /// <summary>Stores an event with other bytes, sealed under the present name of its number.</summary>
    public void RewriteEvent(StoredEvent stored, long ageMs, byte[] payload)
    {
        var (id, recordedMs) = (Epochs.Name(stored.Id.Sequence), stored.RecordedAt.ToUnixTimeMilliseconds());
        using var command = _connection.CreateCommand();
        command.CommandText = "UPDATE event SET seal = $seal, payload = $payload WHERE sequence = $sequence";
        command.Parameters.AddWithValue("$seal", Seal.OfEvent(id, stored.Topic, stored.Class, recordedMs, ageMs, payload));
        command.Parameters.AddWithValue("$payload", payload);
        command.Parameters.AddWithValue("$sequence", id.Sequence);
        if (command.ExecuteNonQuery() == 0)
        {
            throw new SqliteException($"The row of number {id.Sequence} was read and cannot be found again.", SQLitePCL.raw.SQLITE_CORRUPT);
        }
    }

    /// <summary>Seals the mark of an event that is set aside under the present name of its number.</summary>
    public void RewriteSetAside(long sequence, long ageMs, string? reason)
    {
        using var command = _connection.CreateCommand();
        command.CommandText = "UPDATE mark SET seal = $seal, age = $age WHERE sequence = $sequence AND kind = 2";
        command.Parameters.AddWithValue("$seal", Seal.OfMark(Epochs.Name(sequence), MarkKind.SetAside, ageMs, reason));
        command.Parameters.AddWithValue("$age", ageMs);
        command.Parameters.AddWithValue("$sequence", sequence);
        command.ExecuteNonQuery();
    }

    public void InsertEvent(long sequence, long seal, EventClass @class, long recordedMs, long ageMs, string topic, byte[] payload) =>
        _insertEvent.Run(sequence, seal, @class, recordedMs, ageMs, topic, payload);

    /// <summary>Marks a row.</summary>
    /// <returns>False when it already has a mark or was removed.</returns>
    public bool Mark(long sequence, MarkKind kind, long ageMs, string? reason)
    {
        Rows.Marked(sequence);
        var seal = Seal.OfMark(Epochs.Name(sequence), kind, ageMs, reason);
        return _insertMark.Bind(1, sequence).Bind(2, seal).Bind(3, (long)kind).Bind(4, ageMs).Bind(5, reason).Run() > 0;
    }

    /// <summary>
    /// Checks that a number that could not be marked already has a mark or was removed. In a damaged file a scan may find a row that a look-up
    /// does not find; its mark would be dropped silently.
    /// </summary>
    /// <exception cref="SqliteException">The number has no mark and was not removed: the file is damaged.</exception>
    public void CheckAccounted(long sequence)
    {
        if (Removed.EndOf(sequence) is null && !IsMarked(sequence) && !IsBelowFirst(sequence))
        {
            throw new SqliteException($"The row of number {sequence} was read and cannot be found again.", SQLitePCL.raw.SQLITE_CORRUPT);
        }
    }

    /// <summary>Changes the mark of an event that was set aside to delivered.</summary>
    /// <returns>False when the event was not set aside.</returns>
    public bool Restate(long sequence, long ageMs)
    {
        using var command = _connection.CreateCommand();
        command.CommandText = "UPDATE mark SET seal = $seal, kind = 1, age = $age, reason = NULL WHERE sequence = $sequence AND kind = 2";
        command.Parameters.AddWithValue("$seal", Seal.OfMark(Epochs.Name(sequence), MarkKind.Delivered, ageMs, null));
        command.Parameters.AddWithValue("$age", ageMs);
        command.Parameters.AddWithValue("$sequence", sequence);
        Rows.Marked(sequence);
        return command.ExecuteNonQuery() > 0;
    }

    public void SetPair(string key, string value)
    {
        var p = _setPair.Parameters;
        p[0].Value = key;
        p[1].Value = value;
        p[2].Value = Seal.OfPair(key, value);
        _setPair.ExecuteNonQuery();
    }

    /// <summary>Finds a row as the open transaction sees it; null when it is not there or damaged.</summary>
    public StoredEvent? Find(long sequence)
    {
        using var command = _connection.CreateCommand();
        command.CommandText = $"SELECT {EventRow.Columns} {EventRow.From} WHERE e.sequence = $sequence";
        command.Parameters.AddWithValue("$sequence", sequence);
        using var row = command.ExecuteReader();
        return row.Read() ? EventRow.Read(row, Epochs, out _) : null;
    }

    /// <summary>Deletes rows with their marks and remarks, and records their numbers as removed.</summary>
    /// <param name="rows">In number order.</param>
    public void Remove(IReadOnlyList<RemovableRow> rows)
    {
        var first = 0;
        for (var i = 0; i < rows.Count; i++)
        {
            _deleteEvent.Parameters[0].Value = rows[i].Sequence;
            if (_deleteEvent.ExecuteNonQuery() == 0)
            {
                // Without this error, making room would never end.
                throw new SqliteException($"The row of number {rows[i].Sequence} was read and cannot be found again.", SQLitePCL.raw.SQLITE_CORRUPT);
            }

            Remarks.Remove(rows[i].Sequence);
            if (rows[i].Kind is not null)
            {
                _deleteMark.Parameters[0].Value = rows[i].Sequence;
                _deleteMark.ExecuteNonQuery();
            }

            if (i + 1 == rows.Count || rows[i + 1].Sequence != rows[i].Sequence + 1)
            {
                Removed.Add(rows[first].Sequence, rows[i].Sequence);
                first = i + 1;
            }
        }
    }

    /// <summary>
    /// The last number of the unbroken run of marked or removed numbers that starts right after <paramref name="floor"/>.
    /// </summary>
    public long EndOfRun(long floor)
    {
        while (true)
        {
            var before = floor;
            floor = Removed.EndOf(floor + 1) ?? floor;
            floor = EndOfMarks(floor);
            if (floor == before)
            {
                return floor;
            }
        }
    }

    public long UsedBytes() => (_usedPages.ExecuteScalar() is long pages ? pages : 0) * PageSize;

    /// <summary>The number of unused pages in the file.</summary>
    public long FreePages() => _freePages.ExecuteScalar() is long pages ? pages : 0;

    /// <summary>
    /// Makes the store work within the room that its files already have. The WAL is copied into the file after every 64 pages, a quarter of a
    /// megabyte, and is then overwritten from its start. It stays when the connection is closed, so that no other program takes its room. Where
    /// the file cannot grow as much as that needs, the WAL is not copied at all: a failed attempt would use up the remaining room.
    /// </summary>
    /// <param name="free">The room on the disk, in bytes.</param>
    /// <returns>False when a reader kept a part of the WAL in use.</returns>
    public bool SpareRoom(long free)
    {
        KeepWal();
        var growth = (Schema.Scalar(_connection, "PRAGMA page_count") * PageSize) - new FileInfo(_file).Length;
        if (growth > free)
        {
            Schema.Execute(_connection, "PRAGMA wal_autocheckpoint = 0");
            return true;
        }

        Schema.Execute(_connection, "PRAGMA wal_autocheckpoint = 64");
        return Checkpoint("PRAGMA wal_checkpoint(RESTART)");
    }

    /// <summary>Copies the whole WAL into the file and syncs it.</summary>
    /// <returns>False when a reader kept a part of the WAL in use.</returns>
    public bool Checkpoint() => Checkpoint("PRAGMA wal_checkpoint(TRUNCATE)");

    /// <summary>Keeps the WAL when the connection is closed, because copying it into the file may need room.</summary>
    public void KeepWal() => SqliteException.ThrowExceptionForRC(
        raw.sqlite3_db_config(_connection.Handle, raw.SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, out _), _connection.Handle);

    public void Dispose()
    {
        foreach (var command in _commands)
        {
            command.Dispose();
        }

        _insertEvent?.Dispose();
        _insertMark?.Dispose();
        Removed?.Dispose();
        Rows?.Dispose();
        Remarks?.Dispose();
        _connection.Dispose();
    }

    private bool Checkpoint(string sql)
    {
        using var command = _connection.CreateCommand();
#pragma warning disable CA2100 // Only called with the constants above.
        command.CommandText = sql;
#pragma warning restore CA2100
        using var row = command.ExecuteReader();
        return row.Read() && row.GetInt64(0) == 0;
    }

    private bool IsMarked(long sequence) =>
        Schema.Scalar(_connection, string.Create(CultureInfo.InvariantCulture, $"SELECT count(*) FROM mark WHERE sequence = {sequence}")) > 0;

    private bool IsBelowFirst(long sequence) =>
        Schema.Scalar(_connection, "SELECT coalesce(min(sequence), 9223372036854775807) FROM event") > sequence;

    private long EndOfMarks(long floor)
    {
        _marksAfter.Parameters[0].Value = floor;
        using var row = _marksAfter.ExecuteReader();
        while (row.Read() && row.GetInt64(0) == floor + 1)
        {
            floor++;
        }

        return floor;
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
