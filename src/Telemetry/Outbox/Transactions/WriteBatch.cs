using StationAgent.Telemetry.Outbox.Bookkeeping;
using StationAgent.Telemetry.Outbox.Identity;
using StationAgent.Telemetry.Outbox.Limits;
using StationAgent.Telemetry.Outbox.Rows;

namespace StationAgent.Telemetry.Outbox.Transactions;

/// <summary>One open transaction, with the changes that the ledger takes over once it is committed.</summary>
internal sealed class WriteBatch
{
    // The approximate number of bytes that a row takes besides its payload: numbers, topic, page overhead.
    private const int RowOverhead = 128;

    private readonly WriteSession _session;
    private readonly OutboxOptions _options;
    private readonly long _nowMs;
    private readonly long _ageMs;
    private readonly List<AppendedRow> _appended = [];
    private readonly List<UnwrittenMark> _writtenMarks = [];
    private readonly List<StoreGap> _losses = [];
    private readonly Dictionary<string, string> _pairs = new(StringComparer.Ordinal);
    private readonly Ledger _ledger;
    private LedgerFigures _figures;
    private long _usedBytes = -1;
    private bool _hasMarks;
    private bool _hasStart;
    private long? _speaks;
    private long? _beganAfter;

    public WriteBatch(WriteSession session, OutboxOptions options, Ledger ledger, long nowMs, long ageMs)
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

    public RemovableRows Rows => _session.Rows;

    public IReadOnlyList<AppendedRow> Appended => _appended;

    public IReadOnlyList<UnwrittenMark> WrittenMarks => _writtenMarks;

    public IReadOnlyDictionary<string, string> Pairs => _pairs;

    /// <summary>True when there are events to deliver that were not there before.</summary>
    public bool HasNewEvents => _appended.Count > 0 || _beganAfter is not null;

    /// <summary>The number of rows that were removed without having been delivered.</summary>
    public int Evicted { get; private set; }

    /// <summary>The losses to report to a person once the transaction is on disk.</summary>
    public IReadOnlyList<StoreGap> Losses => _losses;

    /// <summary>Why new events are refused while deliveries are still recorded; null otherwise.</summary>
    public OutboxException? Refusal { get; init; }

    /// <summary>Throws <see cref="Refusal"/> when new events are refused.</summary>
    public void DemandRoom()
    {
        if (Refusal is { } refusal)
        {
            throw refusal;
        }
    }

    /// <summary>Gives the next number to an event and inserts it. When it throws anything but a storage error, no number is used.</summary>
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

        // MakeRoom may have stored a gap event under this number: take the next one.
        var stored = id == NextId ? Insert(id, draft, payload) : Insert(NextId, draft, draft.Render(NextId));
        if (draft.Remark is { } remark)
        {
            _session.Remarks.Set(remark.About.Sequence, remark.Name, remark.Text(stored));
        }

        if (draft.Note is var (key, value))
        {
            SetPair(PairKeys.NotePrefix + key, value);
        }

        return stored;
    }

    /// <summary>Stores the event that tells consumers which numbers will not be delivered. It is stored regardless of the limits.</summary>
    public void AppendGap(StoreGap gap)
    {
        if (_options.Gap?.Invoke(gap) is { } draft)
        {
            Insert(NextId, draft, draft.Render(NextId));
        }
    }

    /// <summary>Records durably that the store speaks from now on: every number may be sent.</summary>
    public void Announce(long session)
    {
        SetPair(PairKeys.Announced, new AnnouncedNumbers(session, null).ToString());
        Learn();
        _speaks = session;
    }

    /// <summary>Remembers what other stores of the device have said of their numbers.</summary>
    public void Learn()
    {
        if (StoreStatements.Learned(_ledger, Pair(PairKeys.History)) is { } history)
        {
            SetPair(PairKeys.History, history);
        }
    }

    /// <summary>Takes over, once the transaction is on disk, what it says about the announcement of numbers.</summary>
    public void ApplyAnnouncement()
    {
        if (_beganAfter is { } upTo)
        {
            _ledger.Announcements.BeginEpoch(upTo);
        }

        if (_speaks is { } session)
        {
            _ledger.Announcements.Speak(session, _figures.Last);
        }
    }

    /// <summary>Begins a new epoch because a copy of the store has spoken: see <see cref="NewEpoch"/>.</summary>
    /// <exception cref="OutboxException">The disk is full.</exception>
    public EpochChange BeginEpoch(StoreEvidence evidence) => new NewEpoch(this, _session, _options, _ledger).Begin(evidence);

    /// <summary>Begins an epoch with the next number.</summary>
    /// <param name="upTo">The last number that may have been sent.</param>
    public void BeginEpoch(long upTo)
    {
        if (_session.Epochs.CurrentFirst > _figures.Last)
        {
            // Two epochs cannot begin at the same number, so one that gave none keeps its first.
            _figures.Last++;
            _figures.Removed++;
            _session.Removed.Add(_figures.Last, _figures.Last);
            _figures.Floor = _session.EndOfRun(_figures.Floor);
        }

        _session.BeginEpoch(new Epoch(_figures.Last + 1, Epochs.NewName()));
        (_beganAfter, _hasStart) = (upTo, true);
    }

    /// <summary>Sets a pending row aside.</summary>
    public void SetAside(long sequence, string? reason)
    {
        if (_session.Mark(sequence, MarkKind.SetAside, _ageMs, reason))
        {
            _figures.Marks++;
            _figures.SetAside++;
            _figures.Floor = _session.EndOfRun(_figures.Floor);
        }
    }

    /// <summary>The id that the next event gets.</summary>
    public EventId NextId => new(_session.Epochs.Current, _figures.Last + 1);

    private EventId Insert(EventId id, EventDraft draft, byte[] payload)
    {
        RecordStart();
        var seal = Seal.OfEvent(id, draft.Topic, draft.Class, _nowMs, _ageMs, payload);
        _session.InsertEvent(id.Sequence, seal, draft.Class, _nowMs, _ageMs, draft.Topic, payload);
        _figures.Last = id.Sequence;
        _appended.Add(new AppendedRow(id, seal));
        return id;
    }

    /// <summary>
    /// Records, together with the first event that this run of the program stores, from which number on it gives them, and with the first one that
    /// is stored without a link, that those are not sent before the store speaks again.
    /// </summary>
    private void RecordStart()
    {
        if (_hasStart)
        {
            return;
        }

        _hasStart = true;
        var (epoch, tag) = (_session.Epochs.Current, _ledger.Announcements.Tag);
        if (!EpochHistory.EndsWith(Pair(PairKeys.History), epoch, tag))
        {
            SetPair(PairKeys.History, EpochHistory.Of(Pair(PairKeys.History)).Start(epoch, new NumberStart(_figures.Last + 1, tag)).ToString());
        }

        if (_speaks is null && !_ledger.Announcements.HasSpoken)
        {
            var text = Pair(PairKeys.Announced);
            var announced = AnnouncedNumbers.Of(text, Pair(PairKeys.Session));
            if (text is null || announced.UpTo is null)
            {
                SetPair(PairKeys.Announced, (announced with { UpTo = announced.UpTo ?? _ledger.Announcements.UpTo }).ToString());
            }
        }
    }

    /// <summary>Writes the marks that wait in memory, unless this transaction has already done so.</summary>
    public void WriteMarks()
    {
        if (!_hasMarks)
        {
            _hasMarks = true;
            Write(_ledger.UnwrittenMarks());
        }
    }

    private void Write(UnwrittenMark[] marks)
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

    /// <summary>Marks an event that was set aside as delivered.</summary>
    public void Restate(long sequence)
    {
        // The mark that it was set aside may not be on disk yet.
        WriteMarks();
        if (_session.Restate(sequence, _ageMs))
        {
            _figures.SetAside--;
        }
    }

    /// <summary>Finds a row as this transaction sees it; null when it is not there or damaged.</summary>
    public StoredEvent? Find(long sequence) => _session.Find(sequence);

    /// <summary>Finds what is remembered about the event of a number; null for nothing.</summary>
    public string? Remark(long sequence, string name) => _session.Remarks.Get(sequence, name);

    public EventId Current(EventId id) => _ledger.Current(id);

    public bool Knows(string storeEpoch) => _ledger.Epochs.Knows(storeEpoch) || _ledger.Renamed.Knows(storeEpoch);

    public string? Pair(string key) => _pairs.GetValueOrDefault(key) ?? _ledger.Pair(key);

    public void SetPair(string key, string value)
    {
        _session.SetPair(key, value);
        _pairs[key] = value;
    }

    /// <summary>Removes rows.</summary>
    /// <param name="rows">The rows, in number order.</param>
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

    /// <summary>Removes rows that were not delivered.</summary>
    /// <param name="rows">The rows, in number order.</param>
    public void Evict(IReadOnlyList<RemovableRow> rows)
    {
        Remove(rows);
        Evicted += rows.Count;
    }

    /// <summary>Removes drop-offs that were not delivered, and stores the gaps that tell consumers so.</summary>
    /// <param name="rows">The rows, in number order.</param>
    /// <param name="why">See <see cref="Eviction.Gaps"/>.</param>
    public void EvictDropOffs(List<RemovableRow> rows, string why)
    {
        Evict(rows);
        foreach (var gap in Eviction.Gaps(_session.Epochs, rows, why))
        {
            AppendGap(gap);
            _losses.Add(gap);
        }
    }

    /// <summary>Removes delivered rows early when the room runs out, because marks then need free pages inside the file.</summary>
    public void FreePages()
    {
        if (_session.FreePages() < Eviction.PagesForMarks)
        {
            Remove(Eviction.Delivered(Rows, _figures));
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
            // Delivered rows go first, so write the marks that say which they are.
            WriteMarks();
            if (!TryEvict())
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

    private bool TryEvict()
    {
        if (Eviction.Next(Rows, _figures, _options) is not { } step)
        {
            return false;
        }

        switch (step.Loss)
        {
            case EvictionLoss.None:
                Remove(step.Rows);
                break;
            case EvictionLoss.Alarms:
                Evict(step.Rows);
                break;
            case EvictionLoss.DropOffs:
                EvictDropOffs(step.Rows, "the store was at its limit.");
                break;
        }

        return true;
    }
}
