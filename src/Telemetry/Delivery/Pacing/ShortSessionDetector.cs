namespace StationAgent.Telemetry.Delivery.Pacing;

/// <summary>
/// Detects several sessions in a row that the broker ended before they were stable, because not every broker reports that another client took over
/// a session. Pure but for its state.
/// </summary>
/// <param name="stableAfter">A session that lasts this long starts the count again.</param>
internal sealed class ShortSessionDetector(TimeSpan stableAfter)
{
    /// <summary>The number of short sessions in a row that is reported.</summary>
    public const int Suspicious = 3;

    private int _inARow;

    /// <summary>Called when a session, or an attempt to begin one, has ended.</summary>
    /// <param name="connectedFor">How long it was connected; zero when no connection was made.</param>
    /// <param name="byPeer">True when the broker ended it.</param>
    /// <returns>True once in each row, when <see cref="Suspicious"/> is reached.</returns>
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
