using StationAgent.Telemetry.Delivery.Messages;
using StationAgent.Telemetry.Outbox;

namespace StationAgent.Telemetry.Delivery.Pacing;

/// <summary>
/// Events that the broker has acknowledged and whose receipt by the backend is still to come, and when each goes again. Bounded by who adds.
/// Pure but for its state; times are durations since any fixed point. Not thread-safe, but <see cref="Count"/> may be read by all.
/// </summary>
/// <param name="timeout">The first wait; each further one is twice as long, up to an hour.</param>
internal sealed class ReceiptBook(TimeSpan timeout)
{
    /// <summary>The longest wait between two sendings of the same event.</summary>
    public static readonly TimeSpan LongestWait = TimeSpan.FromHours(1);

    private const int StalePlaces = 1024;

    private readonly Dictionary<long, Entry> _waiting = [];
    private readonly PriorityQueue<long, (TimeSpan At, long Sequence)> _due = new();
    private volatile int _count;

    /// <summary>How many wait.</summary>
    public int Count => _count;

    /// <summary>When the first of them goes again; null when none waits.</summary>
    public TimeSpan? NextDue
    {
        get
        {
            DropStale();
            return _due.TryPeek(out _, out var due) ? due.At : null;
        }
    }

    public bool Contains(long sequence) => _waiting.ContainsKey(sequence);

    /// <summary>The broker has acknowledged an event, for the first time or again.</summary>
    public void Wait(EventId id, TimeSpan now)
    {
        var sendings = _waiting.TryGetValue(id.Sequence, out var entry) ? entry.Sendings + 1 : 1;
        var due = now + WaitAfter(timeout, sendings);
        _waiting[id.Sequence] = new Entry(id, sendings, due);
        Enqueue(id.Sequence, due);
        _count = _waiting.Count;
    }

    /// <summary>The event whose turn to go again has come first, of several the oldest; it stays here, and its turn is put off.</summary>
    public long? TakeDue(TimeSpan now)
    {
        DropStale();
        if (!_due.TryPeek(out var sequence, out var due) || due.At > now)
        {
            return null;
        }

        var entry = _waiting[sequence];
        var next = now + WaitAfter(timeout, entry.Sendings);
        _due.DequeueEnqueue(sequence, (next, sequence));
        _waiting[sequence] = entry with { Due = next };
        return sequence;
    }

    /// <summary>The receipt has come, or the event is gone.</summary>
    public bool Remove(long sequence)
    {
        var removed = _waiting.Remove(sequence);
        _count = _waiting.Count;
        return removed;
    }

    /// <summary>Those that a receipt covers.</summary>
    public List<EventId> CoveredBy(ReceiptMessage receipt)
    {
        var covered = new List<EventId>();
        if (receipt.Ids is { } ids)
        {
            foreach (var id in ids)
            {
                if (_waiting.TryGetValue(id.Sequence, out var entry) && entry.Id == id)
                {
                    covered.Add(id);
                }
            }
        }
        else
        {
            foreach (var entry in _waiting.Values)
            {
                if (receipt.Covers(entry.Id))
                {
                    covered.Add(entry.Id);
                }
            }
        }

        return covered;
    }

    /// <summary>How long to wait after so many sendings, from 1.</summary>
    public static TimeSpan WaitAfter(TimeSpan first, int sendings)
    {
        var wait = first * Math.ScaleB(1, Math.Min(sendings - 1, 20));
        var longest = first > LongestWait ? first : LongestWait;
        return wait < longest ? wait : longest;
    }

    // An entry that was removed or put off leaves its old place in the queue behind. Most receipts come long before their time, so that these
    // places would pile up.
    private void Enqueue(long sequence, TimeSpan due)
    {
        _due.Enqueue(sequence, (due, sequence));
        if (_due.Count <= (2 * _waiting.Count) + StalePlaces)
        {
            return;
        }

        _due.Clear();
        foreach (var (number, entry) in _waiting)
        {
            _due.Enqueue(number, (entry.Due, number));
        }
    }

    private void DropStale()
    {
        while (_due.TryPeek(out var sequence, out var due) && !(_waiting.TryGetValue(sequence, out var entry) && entry.Due == due.At))
        {
            _due.Dequeue();
        }
    }

    private readonly record struct Entry(EventId Id, int Sendings, TimeSpan Due);
}
