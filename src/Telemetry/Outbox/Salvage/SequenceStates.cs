using StationAgent.Telemetry.Outbox.Rows;

namespace StationAgent.Telemetry.Outbox.Salvage;

/// <summary>The known state of each sequence number during a salvage: one byte a number, so that a million take a megabyte.</summary>
internal sealed class SequenceStates
{
    private const int ChunkBits = 12;
    private const byte KindBits = 3;
    private const byte CarriedBit = 4;

    private readonly Dictionary<long, byte[]> _chunks = [];

    private readonly List<(long First, long Last)> _removed = [];

    public long Carried { get; private set; }

    /// <summary>Records a range of numbers whose rows were removed on purpose; to be called in number order.</summary>
    public void AddRemoved(long first, long last)
    {
        if (_removed.Count == 0 || _removed[^1].Last < first)
        {
            _removed.Add((first, last));
        }
    }

    /// <summary>The end of the range of removed numbers that contains this one; null when no range does.</summary>
    public long? EndOfRemoved(long number)
    {
        var (low, high) = (0, _removed.Count - 1);
        while (low <= high)
        {
            var middle = (low + high) / 2;
            var (first, last) = _removed[middle];
            if (number >= first && number <= last)
            {
                return last;
            }

            (low, high) = number < first ? (low, middle - 1) : (middle + 1, high);
        }

        return null;
    }

    /// <summary>
    /// The next number that was neither carried nor removed on purpose; null when there is none up to <paramref name="to"/>.
    /// </summary>
    public long? NextAbsent(long from, long to)
    {
        for (var number = from; number <= to; number++)
        {
            if (IsCarried(number))
            {
                continue;
            }

            if (EndOfRemoved(number) is not { } end)
            {
                return number;
            }

            number = end;
        }

        return null;
    }

    public MarkKind? Kind(long number) => (At(number) & KindBits) is var kind and not 0 ? (MarkKind)kind : null;

    public bool IsCarried(long number) => (At(number) & CarriedBit) != 0;

    /// <summary>Records the mark of a number.</summary>
    /// <returns>False when the number already has a mark.</returns>
    public bool TrySetKind(long number, MarkKind kind)
    {
        ref var state = ref Chunk(number);
        if ((state & KindBits) != 0)
        {
            return false;
        }

        state |= (byte)((int)kind & KindBits);
        return true;
    }

    /// <summary>Records that the row of a number was copied into the new store.</summary>
    /// <returns>False when it was copied before.</returns>
    public bool TrySetCarried(long number)
    {
        ref var state = ref Chunk(number);
        if ((state & CarriedBit) != 0)
        {
            return false;
        }

        state |= CarriedBit;
        Carried++;
        return true;
    }

    /// <summary>
    /// Returns the ranges of consecutive numbers from <paramref name="from"/> to <paramref name="to"/> that have this kind of mark, or no
    /// mark for null.
    /// </summary>
    public IEnumerable<(long From, long To)> Runs(long from, long to, MarkKind? kind)
    {
        var start = from;
        var matches = false;
        foreach (var number in Breaks(from, to))
        {
            var now = Kind(number) == kind;
            if (now == matches)
            {
                continue;
            }

            if (matches)
            {
                yield return (start, number - 1);
            }

            (start, matches) = (number, now);
        }

        if (matches)
        {
            yield return (start, to);
        }
    }

    /// <summary>Returns every number of the existing chunks, and the first number of each stretch between chunks.</summary>
    private IEnumerable<long> Breaks(long from, long to)
    {
        var next = from;
        foreach (var key in _chunks.Keys.Order().ToArray())
        {
            var (first, last) = (key << ChunkBits, (key << ChunkBits) | ((1L << ChunkBits) - 1));
            if (last < next || first > to)
            {
                continue;
            }

            if (first > next)
            {
                yield return next;
            }

            for (next = Math.Max(next, first); next <= Math.Min(last, to); next++)
            {
                yield return next;
            }
        }

        if (next <= to)
        {
            yield return next;
        }
    }

    private byte At(long number) =>
        _chunks.TryGetValue(number >> ChunkBits, out var chunk) ? chunk[number & ((1 << ChunkBits) - 1)] : (byte)0;

    private ref byte Chunk(long number)
    {
        if (!_chunks.TryGetValue(number >> ChunkBits, out var chunk))
        {
            _chunks.Add(number >> ChunkBits, chunk = new byte[1 << ChunkBits]);
        }

        return ref chunk[number & ((1 << ChunkBits) - 1)];
    }
}
