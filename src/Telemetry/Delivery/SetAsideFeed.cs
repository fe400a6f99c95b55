using StationAgent.Telemetry.Delivery.Pacing;
using StationAgent.Telemetry.Outbox;

namespace StationAgent.Telemetry.Delivery;

/// <summary>
/// Gives events that were set aside another chance, one after the other, when there is reason to think that the broker now accepts them: at the
/// first link of the service, when the broker accepts larger packets or a topic again, and once a day. Only one event that ended links is tried each time,
/// because it may end this link too. Belongs to the running deliverer.
/// </summary>
internal sealed class SetAsideFeed(DeliveryContext context)
{
    /// <summary>Rules of brokers are corrected by people.</summary>
    private static readonly TimeSpan AtLeastEvery = TimeSpan.FromDays(1);

    private const int PageRows = 16;

    // Slow, because new events matter more.
    private const int EventsPerSecond = 5;

    private readonly RatePacer _pacer = new(EventsPerSecond);
    private readonly Queue<StoredEvent> _page = new();
    private TimeSpan? _begunAt;
    private long _largestPacket;
    private long _cursor;
    private bool _isRunning;
    private bool _mayEndLink;
    private bool _heldByRate;

    /// <summary>When the next event may be sent; null when none is waiting.</summary>
    public TimeSpan? NextAt => _isRunning ? (_heldByRate ? _pacer.NextAt(context.Now) : null)
        : context.Outbox.SetAsideCount > 0 ? _begunAt + AtLeastEvery
        : null;

    /// <summary>Called when a link begins.</summary>
    /// <param name="largestPacket">The largest packet that the broker accepts over it, in bytes.</param>
    public void LinkBegins(long largestPacket)
    {
        if (_begunAt is null)
        {
            Begin(mayEndLink: true);
        }
        else if (largestPacket > _largestPacket)
        {
            Begin(mayEndLink: false);
        }

        _largestPacket = largestPacket;
    }

    /// <summary>Called when the broker accepts events of a topic again.</summary>
    public void TopicResumed() => Begin(mayEndLink: false);

    /// <summary>Returns the next event to try; null when there is none at present.</summary>
    /// <exception cref="OutboxException">The store cannot be read.</exception>
    public StoredEvent? Next()
    {
        if (_begunAt + AtLeastEvery <= context.Now)
        {
            Begin(mayEndLink: true);
        }

        // Kept for NextAt, because by then the next event may be due.
        _heldByRate = !_pacer.IsDue(context.Now);
        if (!_isRunning || _heldByRate)
        {
            return null;
        }

        while (_page.Count > 0 || ReadPage())
        {
            var stored = _page.Dequeue();
            var endedLinks = stored.SetAsideReason?.StartsWith(QuarantineSuspects.EndedLinks, StringComparison.Ordinal) == true;
            if ((endedLinks && !_mayEndLink) || context.Memory.Paused.Contains(stored.Topic))
            {
                // Those of a paused topic follow when the broker accepts it again.
                continue;
            }

            _mayEndLink &= !endedLinks;
            _pacer.Take();
            return stored;
        }

        _isRunning = false;
        return null;
    }

    private void Begin(bool mayEndLink)
    {
        _begunAt = context.Now;
        _page.Clear();
        _cursor = 0;
        _mayEndLink |= mayEndLink;
        _isRunning = context.Outbox.SetAsideCount > 0;
    }

    private bool ReadPage()
    {
        foreach (var stored in context.Outbox.ReadSetAside(_cursor, PageRows))
        {
            _page.Enqueue(stored);
            _cursor = stored.Id.Sequence;
        }

        return _page.Count > 0;
    }
}
