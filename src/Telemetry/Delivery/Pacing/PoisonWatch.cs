namespace StationAgent.Telemetry.Delivery.Pacing;

/// <summary>
/// Finds the event that breaks every link over which it is sent. Events that were on their way when the broker ended three links in a row on
/// which nothing was acknowledged are suspects: each is sent alone, and the one at which the broker ends the link once more is the culprit.
/// Silence, time-outs and a network that is gone accuse nobody. Pure but for its state, which outlives a link; not thread-safe.
/// </summary>
internal sealed class PoisonWatch
{
    /// <summary>Links that may break in a row before suspicion falls on what was on its way.</summary>
    public const int LinksUntilSuspicion = 3;

    private readonly Dictionary<long, int> _strikes = [];
    private readonly SortedSet<long> _suspects = [];
    private bool _progress;

    /// <summary>The event to be sent next, with nothing else on its way; null when nothing is suspected.</summary>
    public long? Alone => _suspects.Count > 0 ? _suspects.Min : null;

    /// <summary>The broker has answered an event, well or badly: it can take it.</summary>
    public void Answered(long sequence)
    {
        _progress = true;
        _suspects.Remove(sequence);
    }

    /// <summary>The event does not wait any more.</summary>
    public void Forget(long sequence)
    {
        _suspects.Remove(sequence);
        _strikes.Remove(sequence);
    }

    /// <summary>A link has ended.</summary>
    /// <param name="inFlight">What was on its way and not answered.</param>
    /// <param name="byPeer">True when the broker closed, reset or ended the connection.</param>
    /// <returns>The event that is to be set aside; null for none.</returns>
    public long? LinkEnded(IReadOnlyCollection<long> inFlight, bool byPeer)
    {
        var progress = _progress;
        _progress = false;
        if (progress)
        {
            _strikes.Clear();
        }

        if (!byPeer || inFlight.Count == 0)
        {
            return null;
        }

        if (Alone is { } suspect)
        {
            if (inFlight.Count != 1 || !inFlight.Contains(suspect))
            {
                return null;
            }

            Forget(suspect);
            return suspect;
        }

        if (!progress)
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
