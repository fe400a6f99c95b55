namespace StationAgent.Telemetry.Delivery.Pacing;

/// <summary>
/// What a link asks of the broker beside delivery: subscriptions, state documents, answers to commands, metrics. A broker may end the link at a request that it
/// does not allow, and events must flow all the same. A request at which the broker has ended two links in a row is left out and tried
/// again after a time, one such request a link. All members may be called from any thread; times are durations since any fixed point.
/// </summary>
internal sealed class OptionalRequests
{
    /// <summary>How long a request is left out at first; each further time for twice as long.</summary>
    public static readonly TimeSpan FirstWait = TimeSpan.FromMinutes(10);

    /// <summary>The longest time for which a request is left out: rights are corrected by people.</summary>
    public static readonly TimeSpan LongestWait = TimeSpan.FromHours(12);

    /// <summary>The number of links in a row that end at a request before it is left out: a broker may also go down at that moment.</summary>
    public const int LinksUntilLeftOut = 2;

    // A message has no acknowledgement: a link that ends later than this has another cause.
    private static readonly TimeSpan AnswerTime = TimeSpan.FromSeconds(2);

    private readonly Lock _gate = new();
    private readonly Dictionary<string, Entry> _entries = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (RequestKind Kind, TimeSpan At)> _outstanding = new(StringComparer.Ordinal);
    private readonly HashSet<string> _allowed = new(StringComparer.Ordinal);
    private (string Key, RequestKind Kind, TimeSpan At)? _refused;
    private TimeSpan? _noNewSubscriptionBefore;
    private bool _retriesOne;
    private bool _isCareful;

    /// <summary>True when the last link ended with requests and events in flight, so that requests have to be made before events are sent.</summary>
    public bool IsCareful
    {
        get
        {
            lock (_gate)
            {
                return _isCareful;
            }
        }
    }

    public void LinkBegins()
    {
        lock (_gate)
        {
            _outstanding.Clear();
            _refused = null;
            _retriesOne = false;
        }
    }

    /// <summary>Asks whether a request may be made; if so, it is outstanding from now on.</summary>
    /// <param name="kind">What it is.</param>
    /// <param name="name">Its topic suffix.</param>
    /// <param name="now">The running time.</param>
    public bool TryBegin(RequestKind kind, string name, TimeSpan now)
    {
        lock (_gate)
        {
            var key = Key(kind, name);
            if (_outstanding.TryGetValue(key, out var last) && last.Kind == RequestKind.Transient && now - last.At >= AnswerTime)
            {
                _entries.Remove(key);
            }

            var entry = _entries.GetValueOrDefault(key);
            var next = entry.NextTry ?? (kind == RequestKind.Subscription && !_allowed.Contains(key) ? _noNewSubscriptionBefore : null);
            if (next is not null)
            {
                if (next > now || _retriesOne)
                {
                    return false;
                }

                _retriesOne = true;
            }

            _outstanding[key] = (kind, now);
            return true;
        }
    }

    /// <summary>Called when the broker has answered a request, whatever the answer.</summary>
    public void Answered(RequestKind kind, string name)
    {
        lock (_gate)
        {
            var key = Key(kind, name);
            _outstanding.Remove(key);
            _entries.Remove(key);
            _allowed.Add(key);
            if (kind == RequestKind.Subscription)
            {
                _noNewSubscriptionBefore = null;
            }
        }
    }

    /// <summary>Called when the broker has answered that a request is not authorised. Some brokers end the link right after that answer.</summary>
    public void Refused(RequestKind kind, string name, TimeSpan now)
    {
        lock (_gate)
        {
            _outstanding.Remove(Key(kind, name));
            _refused = (Key(kind, name), kind, now);
        }
    }

    /// <summary>Called when the broker ignores a request although it answers others.</summary>
    public void Ignored(RequestKind kind, string name, TimeSpan now)
    {
        lock (_gate)
        {
            _outstanding.Remove(Key(kind, name));
            LeaveOut(Key(kind, name), kind, now);
        }
    }

    /// <summary>Called when a link has ended.</summary>
    /// <param name="byPeer">True when the broker closed, reset or ended the connection.</param>
    /// <param name="notAuthorised">True when the broker said that something was not authorised.</param>
    /// <param name="eventsInFlight">True when events were in flight.</param>
    /// <param name="now">The running time.</param>
    /// <returns>True when a request may be what the broker ended the link at, so that nothing is known of the events in flight.</returns>
    public bool LinkEnded(bool byPeer, bool notAuthorised, bool eventsInFlight, TimeSpan now)
    {
        lock (_gate)
        {
            var outstanding = _outstanding.Where(one => one.Value.Kind != RequestKind.Transient || now - one.Value.At < AnswerTime).ToArray();
            _outstanding.Clear();
            if (!byPeer)
            {
                return false;
            }

            if (_refused is { } refused && now - refused.At < AnswerTime)
            {
                LeaveOut(refused.Key, refused.Kind, now);
                _isCareful = false;
                return true;
            }

            _isCareful = outstanding.Length > 0 && eventsInFlight;
            if (outstanding is not [var (key, request)] || eventsInFlight)
            {
                return outstanding.Length > 0;
            }

            var entry = _entries.GetValueOrDefault(key);
            _entries[key] = entry = entry with { Strikes = entry.Strikes + 1 };
            if (notAuthorised || entry.Strikes >= LinksUntilLeftOut)
            {
                LeaveOut(key, request.Kind, now);
            }

            return true;
        }
    }

    private void LeaveOut(string key, RequestKind kind, TimeSpan now)
    {
        var entry = _entries.GetValueOrDefault(key);
        var wait = entry.Wait == TimeSpan.Zero ? FirstWait : entry.Wait * 2;
        wait = wait < LongestWait ? wait : LongestWait;
        _entries[key] = entry with { NextTry = now + wait, Wait = wait };
        if (kind == RequestKind.Subscription)
        {
            // A policy that forbids one subscription often forbids all, and finding out about each would cost two links.
            _noNewSubscriptionBefore = now + wait;
        }
    }

    private static string Key(RequestKind kind, string name) => kind == RequestKind.Subscription ? "the subscription to " + name : name;

    private readonly record struct Entry(int Strikes, TimeSpan? NextTry, TimeSpan Wait);
}
