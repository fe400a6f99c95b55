using StationAgent.Telemetry.Delivery.Messages;
using StationAgent.Telemetry.Outbox;

namespace StationAgent.Telemetry.Delivery.Pacing;

/// <summary>
/// Events that the broker has acknowledged and that still need a receipt of the backend, and when each is sent again. The caller limits their
/// number. Pure but for its state; times are durations since any fixed point. Not thread-safe, but any thread may read <see cref="Count"/>.
/// </summary>
/// <param name="timeout">The first wait; each further one is twice as long, up to an hour.</param>
internal sealed class AwaitedReceipts(TimeSpan timeout)
{
    /// <summary>The longest wait between two sendings of the same event.</summary>
    public static readonly TimeSpan LongestWait = TimeSpan.FromHours(1);

    private const int MaximumStaleEntries = 1024;

    private readonly Dictionary<long, Entry> _waiting = [];
    private readonly PriorityQueue<long, (TimeSpan At, long Sequence)> _due = new();
    private volatile int _count;

    /// <summary>The number of waiting events.</summary>
    public int Count => _count;

    /// <summary>When the first of them is sent again; null when none is waiting.</summary>
    public TimeSpan? NextDue
    {
        get
        {
            DropStale();
            return _due.TryPeek(out _, out var due) ? due.At : null;
        }
    }

    public bool Contains(long sequence) => _waiting.ContainsKey(sequence);

    /// <summary>Adds an event that the broker has acknowledged, for the first time or again.</summary>
    public void Wait(EventId id, TimeSpan now)
    {
        var sendings = _waiting.TryGetValue(id.Sequence, out var entry) ? entry.Sendings + 1 : 1;
        var due = now + WaitAfter(timeout, sendings);
        _waiting[id.Sequence] = new Entry(id, sendings, due);
        Enqueue(id.Sequence, due);
        _count = _waiting.Count;
    }

    /// <summary>Returns the event that was due first, of several the oldest. It stays here, and its next time is moved on.</summary>
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

    /// <summary>Removes an event whose receipt has arrived, or that no longer exists.</summary>
    public bool Remove(long sequence)
    {
        var removed = _waiting.Remove(sequence);
        _count = _waiting.Count;
        return removed;
    }

    /// <summary>Returns the events that a receipt covers.</summary>
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

    /// <summary>Returns how long to wait after a number of sendings, from 1.</summary>
    public static TimeSpan WaitAfter(TimeSpan first, int sendings)
    {
        var wait = first * Math.ScaleB(1, Math.Min(sendings - 1, 20));
        var longest = first > LongestWait ? first : LongestWait;
        return wait < longest ? wait : longest;
    }

    // An entry that was removed or moved leaves a stale entry in the queue. Most receipts arrive long before the time-out, so stale entries
    // would pile up.
    private void Enqueue(long sequence, TimeSpan due)
    {
        _due.Enqueue(sequence, (due, sequence));
        if (_due.Count <= (2 * _waiting.Count) + MaximumStaleEntries)
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
