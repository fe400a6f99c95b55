using System.Collections.Concurrent;
using StationAgent.Telemetry.Delivery.Messages;
using StationAgent.Telemetry.Delivery.Pacing;
using StationAgent.Telemetry.Outbox;

namespace StationAgent.Telemetry.Delivery;

/// <summary>
/// Ranges of stored events that somebody wants again, one after the other, oldest event first. Ranges may be added from any thread; the rest
/// belongs to the running deliverer. A lost link sets it back to the oldest event that was not answered; a restart forgets it, and whoever asked
/// asks again.
/// </summary>
internal sealed class ReplayFeed(DeliveryContext context)
{
    /// <summary>Ranges that may wait.</summary>
    public const int MaximumRanges = 16;

    private const int PageRows = 64;

    private readonly ConcurrentQueue<ReplayMessage> _ranges = new();
    private readonly Queue<StoredEvent> _page = new();
    private readonly SortedSet<long> _unanswered = [];
    private readonly HashSet<long> _leftOut = [];
    private readonly RatePacer _pacer = new(context.Options.ReplayRate);
    private ReplayMessage? _range;
    private long _next;
    private long _alone;
    private bool _heldByRate;
    private int _waiting;

    /// <summary>Ranges that are not done.</summary>
    public int Waiting => Volatile.Read(ref _waiting);

    /// <summary>When the next event may go; null when none is wanted or the rate is no obstacle.</summary>
    public TimeSpan? NextAt => Waiting > 0 && _heldByRate ? _pacer.NextAt(context.Now) : null;

    /// <param name="range">Ends at the last event that there is, at the latest.</param>
    /// <returns>False when too many ranges wait.</returns>
    public bool TryAdd(ReplayMessage range)
    {
        if (Interlocked.Increment(ref _waiting) > MaximumRanges)
        {
            Interlocked.Decrement(ref _waiting);
            return false;
        }

        _ranges.Enqueue(range);
        return true;
    }

    /// <summary>The next event that may go now; null when there is none.</summary>
    /// <exception cref="OutboxException">The store cannot be read.</exception>
    public StoredEvent? Next()
    {
        // Remembered, because the time may have come when it is asked when it comes.
        _heldByRate = !_pacer.IsDue(context.Now);
        if (Waiting == 0 || _heldByRate)
        {
            return null;
        }

        while (_page.Count > 0 || ReadPage())
        {
            var stored = _page.Dequeue();
            _next = stored.Id.Sequence + 1;

            // What is pending goes by itself.
            if (stored.State != EventState.Pending && IsWanted(stored.Id) && !_leftOut.Contains(stored.Id.Sequence)
                && !context.Memory.Paused.Contains(stored.Topic))
            {
                _pacer.Take();
                _unanswered.Add(stored.Id.Sequence);
                return stored;
            }
        }

        return null;
    }

    /// <summary>
    /// An event of the range at work that is suspected of breaking links and is to be sent alone; null when it is none of them.
    /// </summary>
    /// <exception cref="OutboxException">The store cannot be read.</exception>
    public StoredEvent? Suspect(long sequence)
    {
        if (_range is null || sequence < _next || sequence > _range.To || _leftOut.Contains(sequence)
            || context.Outbox.ReadRange(sequence, sequence, 1) is not [var stored] || !IsWanted(stored.Id))
        {
            return null;
        }

        _alone = sequence;
        _unanswered.Add(sequence);
        return stored;
    }

    /// <summary>The event broke the link when it was sent alone.</summary>
    /// <returns>True when it was sent on behalf of a range, which then goes on without it.</returns>
    public bool LeaveOut(long sequence) => _alone == sequence && _leftOut.Add(sequence);

    /// <summary>The broker has answered, or the event is given up.</summary>
    public void Answered(long sequence) => _unanswered.Remove(sequence);

    /// <summary>The broker cannot take the event at present: it goes again, and what has gone after it with it.</summary>
    public void GoAgain(long sequence)
    {
        _unanswered.Remove(sequence);
        _next = Math.Min(_next, sequence);
        _page.Clear();
    }

    /// <summary>The link is gone: what was not answered goes again.</summary>
    public void LinkEnded()
    {
        if (_unanswered.Count > 0)
        {
            _next = Math.Min(_next, _unanswered.Min);
        }

        _unanswered.Clear();
        _page.Clear();
    }

    private bool IsWanted(EventId id) => _range is { StoreEpoch: var epoch } && (epoch is null || epoch == id.StoreEpoch);

    private bool ReadPage()
    {
        while (true)
        {
            if (_range is null)
            {
                if (!_ranges.TryDequeue(out _range))
                {
                    return false;
                }

                _next = _range.From;
            }

            if (_next <= _range.To && context.Outbox.ReadRange(_next, _range.To, PageRows) is { Count: > 0 } rows)
            {
                foreach (var stored in rows)
                {
                    _page.Enqueue(stored);
                }

                return true;
            }

            _next = _range.To + 1;
            if (_unanswered.Count > 0)
            {
                // A range is done when the broker has it; until then a lost link goes back into it.
                return false;
            }

            Log.Replayed(context.Logger, _range.From, _range.To);
            _range = null;
            _leftOut.Clear();
            Interlocked.Decrement(ref _waiting);
        }
    }
}
