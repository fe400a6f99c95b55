using StationAgent.Telemetry.Outbox.Bookkeeping;
using StationAgent.Telemetry.Outbox.Limits;
using StationAgent.Telemetry.Outbox.Rows;

namespace StationAgent.Telemetry.Outbox.Transactions;

/// <summary>One transaction in the making: what it has done so far, to be taken over by the ledger once it is committed.</summary>
internal sealed class WriteBatch
{
    // Bytes that a row takes besides its payload, roughly: numbers, topic, page overhead.
    private const int RowOverhead = 128;

    private readonly StoreSession _session;
    private readonly OutboxOptions _options;
    private readonly long _nowMs;
    private readonly long _ageMs;
    private readonly List<AppendedRow> _appended = [];
    private readonly List<PendingMark> _writtenMarks = [];
    private readonly List<StoreGap> _losses = [];
    private readonly Dictionary<string, string> _pairs = new(StringComparer.Ordinal);
    private readonly Ledger _ledger;
    private LedgerFigures _figures;
    private long _usedBytes = -1;
    private bool _hasMarks;

    public WriteBatch(StoreSession session, OutboxOptions options, Ledger ledger, long nowMs, long ageMs)
    {
        _session = session;
        _options = options;
        _nowMs = nowMs;
        _ageMs = ageMs;
        _ledger = ledger;
        _figures = ledger.Figures;
    }

    public LedgerFigures Figures => _figures with { AgeMs = _ageMs };

    /// <summary>Running time of the store, in milliseconds.</summary>
    public long AgeMs => _ageMs;

    public RowQueries Rows => _session.Rows;

    public IReadOnlyList<AppendedRow> Appended => _appended;

    public IReadOnlyList<PendingMark> WrittenMarks => _writtenMarks;

    public IReadOnlyDictionary<string, string> Pairs => _pairs;

    /// <summary>Rows that went without having been delivered.</summary>
    public int Evicted { get; private set; }

    /// <summary>What a person has to be told once the transaction is on disk.</summary>
    public IReadOnlyList<StoreGap> Losses => _losses;

    /// <summary>Why nothing new is taken, when only deliveries are recorded; else null.</summary>
    public OutboxException? Refusal { get; init; }

    /// <summary>Throws what stands in the way of new events.</summary>
    public void DemandRoom()
    {
        if (Refusal is { } refusal)
        {
            throw refusal;
        }
    }

    /// <summary>Gives the next number to an event and inserts it. Nothing is taken when it throws anything but a storage error.</summary>
    public EventId Append(EventDraft draft)
    {
        DemandRoom();
        var id = NextId;
        var payload = draft.Render(id);
        if (payload.Length > _options.MaximumEventBytes)
        {
            throw new OutboxException(
                OutboxFailure.TooLarge,
                $"The event for '{draft.Topic}' has {payload.Length} bytes; at most {_options.MaximumEventBytes} are stored.");
        }

        MakeRoom(payload.Length + RowOverhead);

        // The gap of what had to go has taken the number.
        return id == NextId ? Insert(id, draft, payload) : Insert(NextId, draft, draft.Render(NextId));
    }

    /// <summary>Tells consumers of numbers that will never come. A gap is stored whatever the limits say: it is what makes a loss honest.</summary>
    public void AppendGap(StoreGap gap)
    {
        if (_options.Gap?.Invoke(gap) is { } draft)
        {
            Insert(NextId, draft, draft.Render(NextId));
        }
    }

    private EventId NextId => new(_session.Epochs.Current, _figures.Last + 1);

    private EventId Insert(EventId id, EventDraft draft, byte[] payload)
    {
        var seal = Seal.OfEvent(id, draft.Topic, draft.Class, _nowMs, _ageMs, payload);
        _session.InsertEvent(id.Sequence, seal, draft.Class, _nowMs, _ageMs, draft.Topic, payload);
        _figures.Last = id.Sequence;
        _appended.Add(new AppendedRow(id, seal));
        return id;
    }

    /// <summary>Writes the marks that wait in memory, unless this transaction has done so.</summary>
    public void WriteMarks()
    {
        if (!_hasMarks)
        {
            _hasMarks = true;
            Write(_ledger.UnwrittenMarks());
        }
    }

    private void Write(PendingMark[] marks)
    {
        foreach (var mark in marks)
        {
            if (_session.Mark(mark.Sequence, mark.Kind, _ageMs, mark.Reason))
            {
                _figures.Marks++;
                _figures.SetAside += mark.Kind == MarkKind.SetAside ? 1 : 0;
                if (mark.IsDamage)
                {
                    var id = _session.Epochs.Name(mark.Sequence);
                    AppendGap(new StoreGap(GapCause.Damaged, id.StoreEpoch, id.Sequence, id.Sequence, mark.Reason ?? string.Empty));
                }
            }
            else
            {
                _session.CheckAccounted(mark.Sequence);
            }

            _writtenMarks.Add(mark);
        }

        if (marks.Length > 0)
        {
            _figures.Floor = _session.EndOfRun(_figures.Floor);
        }
    }

    /// <summary>A number that was set aside is delivered.</summary>
    public void Restate(long sequence)
    {
        // That it was set aside may not be on disk yet.
        WriteMarks();
        if (_session.Restate(sequence, _ageMs))
        {
            _figures.SetAside--;
        }
    }

    public string? Pair(string key) => _pairs.GetValueOrDefault(key) ?? _ledger.Pair(key);

    public void SetPair(string key, string value)
    {
        _session.SetPair(key, value);
        _pairs[key] = value;
    }

    /// <summary>Takes rows out.</summary>
    /// <param name="rows">In number order.</param>
    public void Remove(IReadOnlyList<RemovableRow> rows)
    {
        _session.Remove(rows);
        _figures.Removed += rows.Count;
        foreach (var row in rows)
        {
            _figures.Marks -= row.Kind is null ? 0 : 1;
            _figures.SetAside -= row.Kind == MarkKind.SetAside ? 1 : 0;
        }

        if (rows.Count > 0)
        {
            _figures.Floor = _session.EndOfRun(_figures.Floor);
        }
    }

    /// <summary>Takes rows out that were not delivered.</summary>
    /// <param name="rows">In number order.</param>
    public void Evict(IReadOnlyList<RemovableRow> rows)
    {
        Remove(rows);
        Evicted += rows.Count;
    }

    /// <summary>The name of a number.</summary>
    public EventId Name(long sequence) => _session.Epochs.Name(sequence);

    /// <summary>Stores a gap, and has it told when the transaction is on disk.</summary>
    public void TellOfLoss(StoreGap gap)
    {
        AppendGap(gap);
        _losses.Add(gap);
    }

    /// <summary>When the last room goes, marks need pages of the file that are free: delivered rows go before their time.</summary>
    public void FreePages()
    {
        if (_session.FreePages() < Eviction.PagesForMarks)
        {
            Remove(Eviction.Delivered(this));
        }
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
            // What was delivered goes before anything else.
            WriteMarks();
            if (!Eviction.MakeRoom(this, _options))
            {
                _usedBytes -= bytes;
                throw new OutboxException(
                    OutboxFailure.Full,
                    $"The store is at its limit ({_figures.Rows} events of {_options.MaximumEvents}, {_usedBytes} bytes of {_options.MaximumBytes}) "
                    + "and holds nothing that may go.");
            }

            _usedBytes = _session.UsedBytes() + bytes;
        }
    }
}
