namespace StationAgent.Telemetry.Delivery.Pacing;

/// <summary>
/// The events that the broker has refused, and whether another event of the same topic has got through since: the control without which a refusal
/// says nothing about the event itself, because a rule of the broker may refuse all events alike. What counts is the order of sending, over all links: answers
/// may be handled in another order. Pure but for its state; not thread-safe.
/// </summary>
internal sealed class RefusedEvents
{
    /// <summary>Only an event that was put off this often, over <see cref="LongestDelay"/>, is taken for one that the broker will never accept.</summary>
    public const int MostDelays = 20;

    /// <summary>See <see cref="MostDelays"/>.</summary>
    public static readonly TimeSpan LongestDelay = TimeSpan.FromHours(1);

    // More than fit into the largest window. A rule that refuses everything for weeks must not fill the memory.
    private const int Capacity = 2_048;

    private readonly Dictionary<long, Refusal> _refused = [];
    private readonly Dictionary<long, Delay> _delayed = [];
    private readonly Dictionary<string, long> _lastAccepted = new(StringComparer.Ordinal);
    private long _place;

    /// <summary>Gives the next place in the order of sending, over all links, from 1.</summary>
    public long NextPlace() => ++_place;

    /// <summary>True when the event was refused and nothing else has been decided since.</summary>
    public bool Contains(long sequence) => _refused.ContainsKey(sequence);

    /// <summary>True when an event of the topic got through that was sent after all its refused ones.</summary>
    public bool IsAcceptedAfterAll(string topic)
    {
        var last = _lastAccepted.GetValueOrDefault(topic);
        foreach (var refusal in _refused.Values)
        {
            if (refusal.Topic == topic && refusal.Place > last)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>The number of events of a topic that were refused while no other event of it got through.</summary>
    public int CountWithoutControl(string topic)
    {
        var count = 0;
        foreach (var refusal in _refused.Values)
        {
            count += refusal.Topic == topic && !refusal.HasControl ? 1 : 0;
        }

        return count;
    }

    /// <summary>Called when the broker has refused an event, or has ended the link when it was sent alone.</summary>
    /// <param name="sequence">The event.</param>
    /// <param name="topic">Its topic.</param>
    /// <param name="place">Its place in the order of sending.</param>
    /// <param name="mayConvict">False when something else speaks for the event.</param>
    /// <param name="endedLink">True when the broker has ended the link.</param>
    public RefusalVerdict Refuse(long sequence, string topic, long place, bool mayConvict = true, bool endedLink = false)
    {
        if (mayConvict && _refused.TryGetValue(sequence, out var refusal) && refusal.HasControl)
        {
            _refused.Remove(sequence);
            return RefusalVerdict.Convicted;
        }

        var hasControl = place < _lastAccepted.GetValueOrDefault(topic);
        if (_refused.Count < Capacity || _refused.ContainsKey(sequence))
        {
            _refused[sequence] = new Refusal(topic, place, hasControl, endedLink);
        }

        return hasControl ? RefusalVerdict.SendAgain : RefusalVerdict.Unproven;
    }

    /// <summary>Called when the broker puts an event off.</summary>
    /// <returns>True when it has done so for an hour, although later events of the topic got through each time.</returns>
    public bool PutOff(long sequence, string topic, TimeSpan now)
    {
        if (!_delayed.TryGetValue(sequence, out var delay))
        {
            if (_delayed.Count < Capacity)
            {
                _delayed[sequence] = new Delay(topic, 0, now, HasControl: false);
            }

            return false;
        }

        var times = delay.Times + (delay.HasControl ? 1 : 0);
        if (times >= MostDelays && now - delay.Since >= LongestDelay)
        {
            _delayed.Remove(sequence);
            return true;
        }

        _delayed[sequence] = delay with { Times = times, HasControl = false };
        return false;
    }

    /// <summary>Called when the broker has accepted an event: it is a control for all refused events of its topic that were sent before it.</summary>
    /// <param name="sequence">The event.</param>
    /// <param name="topic">Its topic.</param>
    /// <param name="place">Its place in the order of sending.</param>
    /// <returns>The events that ended a link and now have a control; each has to be sent alone.</returns>
    public List<long> Accept(long sequence, string topic, long place)
    {
        _lastAccepted[topic] = Math.Max(place, _lastAccepted.GetValueOrDefault(topic));
        var again = new List<long>();
        if (_refused.Count == 0 && _delayed.Count == 0)
        {
            return again;
        }

        Forget(sequence);
        foreach (var (number, refusal) in _refused.ToArray())
        {
            if (refusal.Topic == topic && !refusal.HasControl && refusal.Place < place)
            {
                _refused[number] = refusal with { HasControl = true };
                if (refusal.EndedLink)
                {
                    again.Add(number);
                }
            }
        }

        foreach (var (number, delay) in _delayed.ToArray())
        {
            if (delay.Topic == topic && number < sequence)
            {
                _delayed[number] = delay with { HasControl = true };
            }
        }

        return again;
    }

    /// <summary>Forgets an event that no longer has to be sent.</summary>
    public void Forget(long sequence)
    {
        _refused.Remove(sequence);
        _delayed.Remove(sequence);
    }

    private readonly record struct Refusal(string Topic, long Place, bool HasControl, bool EndedLink);

    private readonly record struct Delay(string Topic, int Times, TimeSpan Since, bool HasControl);
}
