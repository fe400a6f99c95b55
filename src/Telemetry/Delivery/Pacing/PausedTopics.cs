namespace StationAgent.Telemetry.Delivery.Pacing;

/// <summary>
/// Topics that the broker refuses, and when each may be tried again. Times are durations since any fixed point. Not thread-safe.
/// </summary>
internal sealed class PausedTopics(TimeSpan retryAfter)
{
    private readonly Dictionary<string, TimeSpan> _nextTry = new(StringComparer.Ordinal);

    public IReadOnlyCollection<string> Names => _nextTry.Keys;

    /// <summary>When the first paused topic is due for a retry; null when none is paused.</summary>
    public TimeSpan? NextTry => _nextTry.Count == 0 ? null : _nextTry.Values.Min();

    public bool Contains(string topic) => _nextTry.ContainsKey(topic);

    /// <summary>Pauses a topic.</summary>
    /// <returns>True when it was not paused before.</returns>
    public bool Pause(string topic, TimeSpan now)
    {
        var fresh = !_nextTry.ContainsKey(topic);
        _nextTry[topic] = now + retryAfter;
        return fresh;
    }

    public bool Resume(string topic) => _nextTry.Remove(topic);

    /// <summary>Makes all paused topics due at once, after a reconnect.</summary>
    public void TryAllAt(TimeSpan now)
    {
        foreach (var topic in _nextTry.Keys.ToArray())
        {
            _nextTry[topic] = now;
        }
    }

    /// <summary>Returns one topic that is due and moves its next time on; null when none is due.</summary>
    public string? TakeDue(TimeSpan now)
    {
        foreach (var (topic, at) in _nextTry)
        {
            if (at <= now)
            {
                _nextTry[topic] = now + retryAfter;
                return topic;
            }
        }

        return null;
    }
}
