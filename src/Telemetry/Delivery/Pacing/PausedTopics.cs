namespace StationAgent.Telemetry.Delivery.Pacing;

/// <summary>
/// Topics that the broker refuses, and when one event of each may be tried again: its oldest, or a control, which is one that was not refused
/// before. After a refusal a few controls follow at once, so that one bad event does not stop the others; then one event is tried at intervals.
/// Where the broker ends the link at an event, the next one is tried only over a new link and with nothing else in flight, because the link
/// ends with it, and because brokers keep the rights of a client for as long as it is connected. Pure but for its state; times are durations since any fixed point. Not thread-safe.
/// </summary>
internal sealed class PausedTopics(TimeSpan retryAfter)
{
    /// <summary>The number of controls that are tried at once.</summary>
    public const int ControlsAtOnce = 4;

    /// <summary>A new event of a refused topic is a new control, but visitors may come quickly.</summary>
    private static readonly TimeSpan BetweenNewEvents = TimeSpan.FromSeconds(5);

    // A broker that ends the link at what it has refused does so at once.
    private static readonly TimeSpan EndTime = TimeSpan.FromSeconds(2);

    private readonly Dictionary<string, Entry> _entries = new(StringComparer.Ordinal);

    /// <summary>The topics that are paused for longer than a few controls take.</summary>
    public IEnumerable<string> Names => _entries.Where(static entry => entry.Value.IsSettled).Select(static entry => entry.Key);

    /// <summary>When the first paused topic is due for a retry; null when none is paused.</summary>
    public TimeSpan? NextTry
    {
        get
        {
            TimeSpan? next = null;
            foreach (var entry in _entries.Values)
            {
                next = DeliveryContext.Earlier(next, entry.NextTry);
            }

            return next;
        }
    }

    public bool Contains(string topic) => _entries.Count > 0 && _entries.ContainsKey(topic);

    /// <summary>Pauses a topic, or keeps it paused after a retry that failed.</summary>
    /// <param name="topic">The topic.</param>
    /// <param name="cause">Why.</param>
    /// <param name="sequence">The event that was refused.</param>
    /// <param name="controls">The number of controls that are worth trying at once, when the topic was not paused for this cause before.</param>
    /// <param name="now">The running time.</param>
    /// <returns>True when it is to be reported: it is paused for longer than a few controls take, and was not before.</returns>
    public bool Pause(string topic, PauseCause cause, long sequence, int controls, TimeSpan now)
    {
        var isKnown = _entries.TryGetValue(topic, out var entry) && entry.Cause == cause;
        if (isKnown && entry.Trying != 0 && entry.Trying != sequence)
        {
            // It was in flight when the topic was paused; what was sent since decides.
            return false;
        }

        var left = isKnown ? entry.Controls : controls;
        _entries[topic] = entry with
        {
            Cause = cause,
            NextTry = left > 0 ? now : now + retryAfter,
            Controls = left,
            IsSettled = entry.IsSettled || left == 0,
            TriedAt = now,
            Trying = 0,
        };
        return left == 0 && !entry.IsSettled;
    }

    /// <summary>Called when there is no control: the topic waits for its next time.</summary>
    /// <returns>True when it is to be reported, see <see cref="Pause"/>.</returns>
    public bool WithoutControl(string topic, TimeSpan now)
    {
        var entry = _entries[topic];
        _entries[topic] = entry with { Controls = 0, NextTry = now + retryAfter, IsSettled = true };
        return !entry.IsSettled;
    }

    /// <summary>Called when an event of a topic that was due is sent.</summary>
    public void Trying(string topic, long sequence) => _entries[topic] = _entries[topic] with { Trying = sequence };

    public bool Resume(string topic) => _entries.Remove(topic);

    /// <summary>Called when a link begins. Rights may have changed meanwhile, so all topics are due, except those that would end this link too early.</summary>
    public void LinkBegins(TimeSpan now)
    {
        foreach (var (topic, entry) in _entries.ToArray())
        {
            _entries[topic] = entry.Cause == PauseCause.EndsLink
                ? entry with { Trying = 0, MayEndThisLink = entry.NextTry <= now }
                : entry with { Trying = 0, NextTry = now };
        }
    }

    /// <summary>Called when the broker has ended a link: a topic that it refused as not authorised just before is the reason, and would cost the next link too.</summary>
    /// <returns>True when there is such a topic.</returns>
    public bool LinkEndedAtRefusal(TimeSpan now)
    {
        var any = false;
        foreach (var (topic, entry) in _entries.ToArray())
        {
            if (entry.Cause == PauseCause.NotAuthorised && now - entry.TriedAt < EndTime)
            {
                _entries[topic] = entry with { Cause = PauseCause.EndsLink, NextTry = now + retryAfter, MayEndThisLink = false };
                any = true;
            }
        }

        return any;
    }

    /// <summary>Called when the last number has grown: the new event may be of a refused topic, and then it is a new control.</summary>
    public void NoteLast(long number, TimeSpan now)
    {
        if (_entries.Count == 0)
        {
            return;
        }

        foreach (var (topic, entry) in _entries.ToArray())
        {
            if (entry.LastNumber == number)
            {
                continue;
            }

            // The first number seen is no news.
            var isNews = entry is { Cause: PauseCause.Refused, LastNumber: > 0, IsSettled: true };
            var soon = now > entry.TriedAt + BetweenNewEvents ? now : entry.TriedAt + BetweenNewEvents;
            _entries[topic] = entry with
            {
                LastNumber = number,
                NextTry = isNews && soon < entry.NextTry ? soon : entry.NextTry,
                Controls = isNews ? 1 : entry.Controls,
            };
        }
    }

    /// <summary>Returns one topic that is due to be tried among other events, and moves its next time on; null when none is due.</summary>
    public PausedTopicTry? TakeDue(TimeSpan now) => Take(now, static entry => entry.Cause != PauseCause.EndsLink);

    /// <summary>Returns one topic that is due to be tried alone over this link, and moves its next time on; null when none is due.</summary>
    public PausedTopicTry? TakeDueAlone(TimeSpan now) => Take(now, static entry => entry is { Cause: PauseCause.EndsLink, MayEndThisLink: true });

    /// <summary>True when an event has to be tried alone over this link.</summary>
    public bool IsAloneDue(TimeSpan now) => Any(now, mayEndThisLink: true);

    /// <summary>True when a topic is due that may be tried only over a new link.</summary>
    public bool IsNewLinkDue(TimeSpan now) => Any(now, mayEndThisLink: false);

    private bool Any(TimeSpan now, bool mayEndThisLink)
    {
        foreach (var entry in _entries.Values)
        {
            if (entry.Cause == PauseCause.EndsLink && entry.NextTry <= now && entry.MayEndThisLink == mayEndThisLink)
            {
                return true;
            }
        }

        return false;
    }

    private PausedTopicTry? Take(TimeSpan now, Func<Entry, bool> mayTake)
    {
        foreach (var (topic, entry) in _entries)
        {
            if (entry.NextTry > now || !mayTake(entry))
            {
                continue;
            }

            var isAtOnce = entry.Controls > 0;

            // At intervals the oldest and a control take turns: the oldest alone would never show that only it is at fault.
            var isControl = entry.Cause != PauseCause.NotAuthorised && (isAtOnce || entry.ControlIsNext);
            _entries[topic] = entry with
            {
                NextTry = now + retryAfter,
                Controls = Math.Max(0, entry.Controls - 1),
                ControlIsNext = !isControl,
                MayEndThisLink = false,
                TriedAt = now,
            };
            return new PausedTopicTry(topic, isControl, isAtOnce);
        }

        return null;
    }

    private readonly record struct Entry
    {
        public PauseCause Cause { get; init; }

        public TimeSpan NextTry { get; init; }

        /// <summary>The number of controls that are still tried at once.</summary>
        public int Controls { get; init; }

        public bool IsSettled { get; init; }

        public bool ControlIsNext { get; init; }

        public bool MayEndThisLink { get; init; }

        /// <summary>The event that was sent to try the topic and is not answered; 0 for none.</summary>
        public long Trying { get; init; }

        public TimeSpan TriedAt { get; init; }

        public long LastNumber { get; init; }
    }
}
