namespace StationAgent.Telemetry.Delivery.Pacing;

/// <summary>
/// Counts sessions that the broker ended before they were stable, because not every broker says that another client took a session over.
/// Pure but for its state.
/// </summary>
/// <param name="stableAfter">A session that lasts so long ended the row.</param>
internal sealed class EarlyEnds(TimeSpan stableAfter)
{
    /// <summary>So many in a row are no accident.</summary>
    public const int Suspicious = 3;

    private int _inARow;

    /// <summary>A session, or an attempt to begin one, is over.</summary>
    /// <param name="connectedFor">How long it was connected; zero when it did not get so far.</param>
    /// <param name="byPeer">True when the broker ended it.</param>
    /// <returns>True once in each row, when it has become suspicious.</returns>
    public bool Ended(TimeSpan connectedFor, bool byPeer)
    {
        if (connectedFor == TimeSpan.Zero)
        {
            // A broker that cannot be reached says nothing about sessions.
            return false;
        }

        _inARow = byPeer && connectedFor < stableAfter ? _inARow + 1 : 0;
        return _inARow == Suspicious;
    }
}
