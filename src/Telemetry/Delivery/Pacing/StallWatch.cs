namespace StationAgent.Telemetry.Delivery.Pacing;

/// <summary>
/// Notices that delivery makes no progress although the link is up, whatever the cause: the oldest pending event has stayed the same for too long.
/// Time without a link does not count. Pure but for its state; times are durations since any fixed point.
/// </summary>
/// <param name="limit">How long the oldest pending event may need while the link is up.</param>
internal sealed class StallWatch(TimeSpan limit)
{
    /// <summary>A broker that is up answers within a second; one that does not answer at all loses the link after as long as this.</summary>
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    private long? _oldest;
    private TimeSpan _waited;
    private TimeSpan? _readAt;

    /// <summary>Looks at delivery; called at any interval.</summary>
    /// <param name="now">The running time.</param>
    /// <param name="isConnected">True while the link is up.</param>
    /// <param name="oldest">The number of the oldest pending event; null when none is pending.</param>
    /// <returns>For how long it has waited over a link; null while that is not too long.</returns>
    public TimeSpan? Read(TimeSpan now, bool isConnected, long? oldest)
    {
        var isSame = oldest is not null && oldest == _oldest;
        _waited = isSame ? _waited + (now - (_readAt ?? now)) : TimeSpan.Zero;
        _oldest = oldest;
        _readAt = isConnected ? now : null;
        return isConnected && _waited >= limit ? _waited : null;
    }
}
