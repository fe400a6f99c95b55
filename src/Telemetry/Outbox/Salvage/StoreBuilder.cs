using Microsoft.Data.Sqlite;
using StationAgent.Telemetry.Outbox.Files;
using StationAgent.Telemetry.Outbox.Rows;

namespace StationAgent.Telemetry.Outbox.Salvage;

/// <summary>Builds a new store under another name, which is not opened as a store before it is complete and synced.</summary>
internal sealed class StoreBuilder : IDisposable
{
    // Between two syncs, so that the time limit takes the real speed of the disk into account.
    private const int BytesPerTransaction = 4 << 20;
    private const int RowOverhead = 64;

    private readonly string _file;
    private readonly SqliteConnection _connection;
    private readonly EventInsert _insert;
    private readonly SqliteCommand _mark;
    private readonly SqliteCommand _pair;
    private readonly SqliteCommand _removed;
    private int _bytes;

    private StoreBuilder(string file)
    {
        _file = file;
        _connection = StoreConnections.OpenBuilder(file);
        Schema.Create(_connection, []);
        FirstPage = ReadFirstPage(file);
        _insert = new EventInsert(_connection);
        _mark = Command(
            "INSERT OR REPLACE INTO mark (sequence, seal, kind, age, reason) VALUES ($a, $b, $c, $d, $e)", "$a", "$b", "$c", "$d", "$e");
        _pair = Command("INSERT OR REPLACE INTO pair (key, value, seal) VALUES ($a, $b, $c)", "$a", "$b", "$c");
        _removed = Command("INSERT INTO removed (first, last, seal) VALUES ($a, $b, $c)", "$a", "$b", "$c");
        Schema.Execute(_connection, "BEGIN");
    }

    /// <summary>The first page of an empty store, which says where the tables begin.</summary>
    public byte[] FirstPage { get; }

    /// <summary>Creates the file.</summary>
    /// <exception cref="OutboxException">The file cannot be created.</exception>
    public static StoreBuilder Create(string file)
    {
        Delete(file);
        try
        {
            return new StoreBuilder(file);
        }
        catch (SqliteException exception)
        {
            Delete(file);
            throw SqliteFailures.Explain(exception, file);
        }
    }

    /// <summary>Removes the files of an interrupted attempt.</summary>
    public static void Delete(string file)
    {
        foreach (var end in (ReadOnlySpan<string>)["", "-wal", "-shm", "-journal"])
        {
            File.Delete(file + end);
        }
    }

    public void Add(SalvagedRow row) => Write(row.Payload.Length + RowOverhead, () =>
        _insert.Run(row.Id.Sequence, row.Seal, row.Class, row.RecordedMs, row.AgeMs, row.Topic, row.Payload));

    public void Mark(EventId id, MarkKind kind, long ageMs, string? reason) => Write(RowOverhead, () =>
    {
        var p = _mark.Parameters;
        p[0].Value = id.Sequence;
        p[1].Value = Seal.OfMark(id, kind, ageMs, reason);
        p[2].Value = (long)kind;
        p[3].Value = ageMs;
        p[4].Value = (object?)reason ?? DBNull.Value;
        _mark.ExecuteNonQuery();
    });

    public void SetPair(string key, string value) => Write(RowOverhead, () =>
    {
        var p = _pair.Parameters;
        p[0].Value = key;
        p[1].Value = value;
        p[2].Value = Seal.OfPair(key, value);
        _pair.ExecuteNonQuery();
    });

    /// <summary>Adds a range of numbers without rows, which touches no other range.</summary>
    public void AddRemoved(long first, long last) => Write(RowOverhead, () =>
    {
        var p = _removed.Parameters;
        p[0].Value = first;
        p[1].Value = last;
        p[2].Value = Seal.OfRange(first, last);
        _removed.ExecuteNonQuery();
    });

    /// <summary>Drops the marks of rows that were not copied.</summary>
    public void DropLooseMarks() => Write(
        RowOverhead, () => Schema.Execute(_connection, "DELETE FROM mark WHERE NOT EXISTS (SELECT 1 FROM event e WHERE e.sequence = mark.sequence)"));

    /// <summary>Drops the remarks about rows that were not copied.</summary>
    public void DropLooseRemarks() => Write(RowOverhead, () => Schema.Execute(_connection, Remarks.DropLoose));

    public void AddEpoch(Epoch epoch) => Write(RowOverhead, () => Epochs.Insert(_connection, epoch));

    /// <summary>Commits, closes and syncs: from here on the file can take the place of a store.</summary>
    /// <exception cref="OutboxException">The file could not be written.</exception>
    public void Finish()
    {
        Write(0, () =>
        {
            Schema.Execute(_connection, "COMMIT");
            CloseStatements();
            Schema.Execute(_connection, "PRAGMA journal_mode = WAL");
            _connection.Dispose();
        });
        try
        {
            using var file = new FileStream(_file, FileMode.Open, FileAccess.ReadWrite);
            file.Flush(flushToDisk: true);
        }
        catch (IOException exception)
        {
            throw new OutboxException(OutboxFailure.InputOutput, $"The new store '{_file}' could not be synced: {exception.Message}", exception);
        }
    }

    public void Dispose()
    {
        CloseStatements();
        _connection.Dispose();
    }

    private void CloseStatements()
    {
        _insert.Dispose();
        _mark.Dispose();
        _pair.Dispose();
        _removed.Dispose();
    }

    private void Write(int bytes, Action action)
    {
        try
        {
            action();
            _bytes += bytes;
            if (_bytes > BytesPerTransaction)
            {
                Schema.Execute(_connection, "COMMIT");
                Schema.Execute(_connection, "BEGIN");
                _bytes = 0;
            }
        }
        catch (SqliteException exception)
        {
            throw SqliteFailures.Explain(exception, _file);
        }
    }

    private static byte[] ReadFirstPage(string path)
    {
        using var file = File.OpenHandle(path, share: FileShare.ReadWrite);
        var page = new byte[StoreHeader.PageBytes];
        RandomAccess.Read(file, page, 0);

        // Written and read through a WAL, as in a store in use.
        (page[18], page[19]) = (2, 2);

        // The number of pages: 0 leaves it to the size of the file over which this page is laid.
        page.AsSpan(28, sizeof(uint)).Clear();
        return page;
    }

    private SqliteCommand Command(string sql, params ReadOnlySpan<string> parameters)
    {
        var command = _connection.CreateCommand();
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
