using System.Collections.Concurrent;
using StationAgent.Telemetry.Delivery.Messages;
using StationAgent.Telemetry.Delivery.Pacing;
using StationAgent.Telemetry.Outbox;

namespace StationAgent.Telemetry.Delivery;

/// <summary>
/// Returns the events of the ranges that were requested again, one range after the other, oldest event first. Ranges may be added from any thread;
/// the rest belongs to the running deliverer. After a lost link it continues with the oldest event that was not answered. A replay request does
/// not survive a restart.
/// </summary>
internal sealed class ReplayFeed(DeliveryContext context)
{
    /// <summary>The most ranges that may wait.</summary>
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

    /// <summary>The number of ranges that are not complete.</summary>
    public int Waiting => Volatile.Read(ref _waiting);

    /// <summary>When the rate allows the next event; null when none is requested or the rate allows it now.</summary>
    public TimeSpan? NextAt => Waiting > 0 && _heldByRate ? _pacer.NextAt(context.Now) : null;

    /// <summary>Adds a range.</summary>
    /// <param name="range">The range, which must not end after the last event.</param>
    /// <returns>False when too many ranges are waiting.</returns>
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

    /// <summary>Returns the next event that may be sent now; null when there is none.</summary>
    /// <exception cref="OutboxException">The store cannot be read.</exception>
    public StoredEvent? Next()
    {
        // Kept for NextAt, because by then the next event may be due.
        _heldByRate = !_pacer.IsDue(context.Now);
        if (Waiting == 0 || _heldByRate)
        {
            return null;
        }

        while (_page.Count > 0 || ReadPage())
        {
            var stored = _page.Dequeue();
            _next = stored.Id.Sequence + 1;

            // Pending events are delivered without a request.
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
    /// Returns an event of the current range that is suspected of breaking links and has to be sent alone; null when it is not in the range.
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

    /// <summary>Called when an event broke the link when it was sent alone.</summary>
    /// <returns>True when it was sent for a range, which then continues without it.</returns>
    public bool LeaveOut(long sequence) => _alone == sequence && _leftOut.Add(sequence);

    /// <summary>Called when the broker has answered, or the event will not be sent.</summary>
    public void Answered(long sequence) => _unanswered.Remove(sequence);

    /// <summary>Sends an event again that the broker cannot accept at present, together with the events after it.</summary>
    public void Retry(long sequence)
    {
        _unanswered.Remove(sequence);
        _next = Math.Min(_next, sequence);
        _page.Clear();
    }

    /// <summary>Called when the link is lost: events that were not answered are sent again.</summary>
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
                // A range is complete when the broker has acknowledged it; until then a lost link leads back into it.
                return false;
            }

            if (context.Limit.Take("replayed") is { } more)
            {
                Log.Replayed(context.Logger, _range.From, _range.To, more);
            }

            _range = null;
            _leftOut.Clear();
            Interlocked.Decrement(ref _waiting);
        }
    }
}
