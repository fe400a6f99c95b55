namespace StationAgent.Telemetry.Delivery.Pacing;

/// <summary>
/// Finds the events at which the broker ends the link. Those that were in flight when it ended three links in a row on which nothing was acknowledged
/// are suspected, and each is sent alone. Silence, time-outs and a lost network are no reason for suspicion. A link that ends while an
/// event is alone on it is a refusal of that event, which <see cref="RefusedEvents"/> judges. Pure but for its state, which outlives a link; not thread-safe.
/// </summary>
internal sealed class PoisonEventDetector
{
    /// <summary>The number of links that break in a row before the events in flight are suspected.</summary>
    public const int LinksUntilSuspicion = 3;

    private readonly Dictionary<long, int> _strikes = [];
    private readonly SortedSet<long> _suspects = [];
    private bool _progress;
    private long _sentAlone;

    /// <summary>The suspected event to send next, with nothing else in flight; null when no event is suspected.</summary>
    public long? Alone => _suspects.Count > 0 ? _suspects.Min : null;

    /// <summary>Clears an event that the broker has answered, whatever the answer.</summary>
    public void Answered(long sequence)
    {
        _progress = true;
        _suspects.Remove(sequence);
    }

    /// <summary>Forgets an event that no longer has to be sent.</summary>
    public void Forget(long sequence)
    {
        _suspects.Remove(sequence);
        _strikes.Remove(sequence);
    }

    /// <summary>Makes an event suspected.</summary>
    public void Suspect(long sequence) => _suspects.Add(sequence);

    /// <summary>Called when an event is sent while nothing else is in flight, and nothing else is sent until its answer.</summary>
    public void SentAlone(long sequence) => _sentAlone = sequence;

    /// <summary>Called when a link has ended.</summary>
    /// <param name="inFlight">The events that were in flight.</param>
    /// <param name="byPeer">True when the broker closed, reset or ended the connection.</param>
    /// <returns>The event that was alone when the broker ended the link; null for none.</returns>
    public long? LinkEnded(IReadOnlyCollection<long> inFlight, bool byPeer)
    {
        var (progress, alone) = (_progress, _sentAlone);
        (_progress, _sentAlone) = (false, 0);
        if (progress)
        {
            _strikes.Clear();
        }

        if (!byPeer || inFlight.Count == 0)
        {
            return null;
        }

        if (alone != 0 && inFlight.Count == 1 && inFlight.Contains(alone))
        {
            Forget(alone);
            return alone;
        }

        if (!progress && Alone is null)
        {
            Strike(inFlight);
        }

        return null;
    }

    private void Strike(IReadOnlyCollection<long> inFlight)
    {
        foreach (var gone in _strikes.Keys.Where(sequence => !inFlight.Contains(sequence)).ToArray())
        {
            _strikes.Remove(gone);
        }

        foreach (var sequence in inFlight)
        {
            var strikes = _strikes.GetValueOrDefault(sequence) + 1;
            _strikes[sequence] = strikes;
            if (strikes >= LinksUntilSuspicion)
            {
                _suspects.Add(sequence);
            }
        }
    }
}
