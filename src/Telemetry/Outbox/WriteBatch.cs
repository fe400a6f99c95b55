using System.Globalization;

namespace StationAgent.Telemetry.Outbox;

/// <summary>One transaction in the making: what it has done so far, to be taken over by the ledger once it is committed.</summary>
internal sealed class WriteBatch
{
    // Rows that go in one step when room is needed or retention ends: small, so that an append never waits long.
    private const int RemovalStep = 64;

    // Bytes that a row takes besides its payload, roughly: numbers, topic, page overhead.
    private const int RowOverhead = 128;

    private readonly StoreSession _session;
    private readonly OutboxOptions _options;
    private readonly long _nowMs;
    private readonly long _ageMs;
    private readonly List<AppendedRow> _appended = [];
    private readonly List<PendingMark> _writtenMarks = [];
    private readonly Dictionary<string, string> _pairs = new(StringComparer.Ordinal);
    private readonly Func<string, string?> _committedPair;
    private LedgerFigures _figures;
    private long _usedBytes = -1;

    public WriteBatch(StoreSession session, OutboxOptions options, Ledger ledger, long nowMs, long ageMs)
    {
        _session = session;
        _options = options;
        _nowMs = nowMs;
        _ageMs = ageMs;
        _committedPair = ledger.Pair;
        _figures = ledger.Figures;
    }

    public LedgerFigures Figures => _figures with { AgeMs = _ageMs };

    public IReadOnlyList<AppendedRow> Appended => _appended;

    public IReadOnlyList<PendingMark> WrittenMarks => _writtenMarks;

    public IReadOnlyDictionary<string, string> Pairs => _pairs;

    public int Evicted { get; private set; }

    /// <summary>Gives the next number to an event and inserts it. Nothing is taken when it throws anything but a storage error.</summary>
    public EventId Append(EventDraft draft)
    {
        var id = new EventId(_session.Epochs.Current, _figures.Last + 1);
        var payload = draft.Render(id);
        if (payload.Length > _options.MaximumEventBytes)
        {
            throw new OutboxException(
                OutboxFailure.TooLarge,
                $"The event for '{draft.Topic}' has {payload.Length} bytes; at most {_options.MaximumEventBytes} are stored.");
        }

        MakeRoom(payload.Length + RowOverhead);
        var seal = Seal.OfEvent(id, draft.Topic, draft.Class, _nowMs, _ageMs, payload);
        _session.InsertEvent(id.Sequence, seal, draft.Class, _nowMs, _ageMs, draft.Topic, payload);
        _figures.Last = id.Sequence;
        _appended.Add(new AppendedRow(id, seal));
        return id;
    }

    public void WriteMarks(IReadOnlyList<PendingMark> marks)
    {
        foreach (var mark in marks)
        {
            if (_session.Mark(mark.Sequence, mark.Kind, _ageMs, mark.Reason))
            {
                _figures.Marks++;
                _figures.SetAside += mark.Kind == MarkKind.SetAside ? 1 : 0;
            }

            _writtenMarks.Add(mark);
        }

        if (marks.Count > 0)
        {
            _figures.Floor = _session.EndOfRun(_figures.Floor);
        }
    }

    public string? Pair(string key) => _pairs.GetValueOrDefault(key) ?? _committedPair(key);

    public void SetPair(string key, string value)
    {
        _session.SetPair(key, value);
        _pairs[key] = value;
    }

    /// <summary>Removes one step of delivered rows that have been kept long enough.</summary>
    /// <param name="cursor">Where the last step ended; 0 to start over.</param>
    /// <returns>Where the next step starts; 0 when the end was reached.</returns>
    public long Prune(long cursor)
    {
        var oldest = _ageMs - (long)_options.RetainDelivered.TotalMilliseconds;
        var rows = _session.DeliveredFrom(cursor, _figures.Last, RemovalStep);
        foreach (var (sequence, age) in rows)
        {
            if (age <= oldest)
            {
                RemoveDelivered(sequence);
            }
        }

        SetPair(PairKeys.Age, _ageMs.ToString(CultureInfo.InvariantCulture));
        if (rows.Count == RemovalStep)
        {
            return rows[^1].Sequence + 1;
        }

        var (first, trimmed) = _session.TrimMarks(_figures.Base);
        _figures.Base = first;
        _figures.Marks -= trimmed;
        _figures.Removed -= trimmed;
        return 0;
    }

    private void MakeRoom(int bytes)
    {
        if (_usedBytes < 0)
        {
            _usedBytes = _session.UsedBytes();
        }

        _usedBytes += bytes;
        while (_usedBytes > _options.MaximumBytes || _figures.Rows >= _options.MaximumEvents)
        {
            if (!RemoveSome())
            {
                _usedBytes -= bytes;
                throw new OutboxException(
                    OutboxFailure.Full,
                    $"The store is at its limit ({_figures.Rows} events of {_options.MaximumEvents}, {_usedBytes} bytes of {_options.MaximumBytes}) "
                    + "and holds nothing that may go: what is left are events that have not been delivered.");
            }

            _usedBytes = _session.UsedBytes() + bytes;
        }
    }

    private bool RemoveSome()
    {
        var delivered = _session.DeliveredFrom(0, _figures.Last, RemovalStep);
        foreach (var (sequence, _) in delivered)
        {
            RemoveDelivered(sequence);
        }

        if (delivered.Count > 0)
        {
            return true;
        }

        var alarms = _session.OldestAlarms(_figures.Last, RemovalStep);
        foreach (var sequence in alarms)
        {
            _session.Remove(sequence, _ageMs);
            _figures.Marks++;
            _figures.Removed++;
            Evicted++;
        }

        if (alarms.Count > 0)
        {
            _figures.Floor = _session.EndOfRun(_figures.Floor);
        }

        return alarms.Count > 0;
    }

    private void RemoveDelivered(long sequence)
    {
        _session.Remove(sequence, _ageMs);
        _figures.Removed++;
    }
}
