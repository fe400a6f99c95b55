using Microsoft.Data.Sqlite;
using StationAgent.Telemetry.Outbox.Identity;
using StationAgent.Telemetry.Outbox.Rows;

namespace StationAgent.Telemetry.Outbox.Bookkeeping;

/// <summary>
/// Counts in memory what the store holds. Every number from <c>Base</c> to the last has an event row without a mark (pending), a row with
/// a mark, or lies in a range of removed numbers, so that counting needs no scan of the events. Also keeps the marks not yet written.
/// </summary>
internal sealed class Ledger
{
    private readonly Lock _gate = new();
    private readonly Dictionary<long, UnwrittenMark> _unwritten = [];
    private LedgerFigures _figures;
    private Epochs? _epochs;
    private Dictionary<string, string> _pairs = new(StringComparer.Ordinal);
    private RenamedNumbers _renamed = RenamedNumbers.None;
    private StoreStatement? _heard;

    /// <summary>What this run of the program has told others.</summary>
    public Announcements Announcements { get; } = new();

    public LedgerFigures Figures
    {
        get
        {
            lock (_gate)
            {
                return _figures;
            }
        }
    }

    public Epochs Epochs => _epochs ?? throw new InvalidOperationException("The store has not been opened.");

    public long Depth
    {
        get
        {
            lock (_gate)
            {
                // A mark may wait for a row that has just been evicted: until the mark is processed, that row would be subtracted twice.
                return Math.Max(0, _figures.Pending - _unwritten.Count);
            }
        }
    }

    public long SetAsideCount
    {
        get
        {
            lock (_gate)
            {
                var count = _figures.SetAside;
                foreach (var mark in _unwritten.Values)
                {
                    count += mark.Kind == MarkKind.SetAside ? 1 : 0;
                }

                return count;
            }
        }
    }

    public string? Pair(string key)
    {
        lock (_gate)
        {
            return _pairs.GetValueOrDefault(key);
        }
    }

    /// <summary>The last session number that was given; 0 before the first.</summary>
    public long Session
    {
        get
        {
            lock (_gate)
            {
                return SessionNumber.Of(_pairs);
            }
        }
    }

    /// <summary>What another store of this device has said last; null for nothing.</summary>
    public StoreStatement? Heard
    {
        get
        {
            lock (_gate)
            {
                return _heard;
            }
        }

        set
        {
            lock (_gate)
            {
                _heard = value;
            }
        }
    }

    /// <summary>The numbers whose events have got new ids.</summary>
    public RenamedNumbers Renamed
    {
        get
        {
            lock (_gate)
            {
                return _renamed;
            }
        }
    }

    /// <summary>All small values.</summary>
    public Dictionary<string, string> Pairs()
    {
        lock (_gate)
        {
            return new Dictionary<string, string>(_pairs, StringComparer.Ordinal);
        }
    }

    /// <summary>The present id of an event that may have got a new one.</summary>
    public EventId Current(EventId id)
    {
        lock (_gate)
        {
            return _renamed.Current(id, Epochs);
        }
    }

    /// <summary>What is in memory, for use when the file can no longer be read; null before it was read.</summary>
    public KnownStore? Known(long ageMs)
    {
        lock (_gate)
        {
            return _epochs is null
                ? null
                : new KnownStore(_epochs, _figures.Last, IsLastExact: true, new Dictionary<string, string>(_pairs, StringComparer.Ordinal), ageMs);
        }
    }

    /// <summary>Adds a mark in memory; true when the number was pending and had no mark in memory.</summary>
    public bool Mark(UnwrittenMark mark)
    {
        lock (_gate)
        {
            return mark.Sequence > _figures.Floor && mark.Sequence <= _figures.Last && _unwritten.TryAdd(mark.Sequence, mark);
        }
    }

    public bool IsMarkedInMemory(long sequence)
    {
        lock (_gate)
        {
            return _unwritten.ContainsKey(sequence);
        }
    }

    /// <summary>What a number has been marked as in memory alone; null when it has not.</summary>
    public MarkKind? MarkInMemory(long sequence)
    {
        lock (_gate)
        {
            return _unwritten.TryGetValue(sequence, out var mark) ? mark.Kind : null;
        }
    }

    public int UnwrittenCount
    {
        get
        {
            lock (_gate)
            {
                return _unwritten.Count;
            }
        }
    }

    public UnwrittenMark[] UnwrittenMarks()
    {
        lock (_gate)
        {
            return [.. _unwritten.Values];
        }
    }

    /// <summary>Takes over what a committed transaction has changed.</summary>
    /// <param name="figures">The counts that hold from now on.</param>
    /// <param name="pairs">The small values that it has set.</param>
    /// <param name="writtenMarks">The marks that it has written.</param>
    /// <param name="epochs">The names of the numbers after it.</param>
    public void Apply(
        LedgerFigures figures, IReadOnlyDictionary<string, string> pairs, IReadOnlyList<UnwrittenMark> writtenMarks, Epochs epochs)
    {
        lock (_gate)
        {
            (_figures, _epochs) = (figures, epochs);
            foreach (var (key, value) in pairs)
            {
                _pairs[key] = value;
                _renamed = key == PairKeys.Renamed ? RenamedNumbers.Of(value) : _renamed;
            }

            foreach (var mark in writtenMarks)
            {
                _unwritten.Remove(mark.Sequence);
            }
        }
    }

    /// <summary>
    /// Loads everything from the file. Altered marks and pairs are dropped: at worst an event is sent twice.
    /// </summary>
    /// <param name="connection">A connection that may write.</param>
    /// <param name="epochs">The names of the numbers.</param>
    /// <param name="noted">The content of the note beside the file, if there is one.</param>
    /// <returns>The number of marks and pairs that were dropped.</returns>
    public int Load(SqliteConnection connection, Epochs epochs, NotedFigures? noted = null)
    {
        var loaded = LedgerLoader.Load(connection, epochs, noted);
        lock (_gate)
        {
            (_figures, _epochs, _pairs) = (loaded.Figures, epochs, loaded.Pairs);
            _renamed = RenamedNumbers.Of(loaded.Pairs.GetValueOrDefault(PairKeys.Renamed));
        }

        Announcements.Load(AnnouncedNumbers.Of(loaded.Pairs), loaded.Figures.Last);

        return loaded.Dropped;
    }
}
