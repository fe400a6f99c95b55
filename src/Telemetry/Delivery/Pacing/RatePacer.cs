namespace StationAgent.Telemetry.Delivery.Pacing;

/// <summary>
/// A token bucket with a rate in events a second and a burst of a twentieth of a second. Pure but for its state; times are durations since any
/// fixed point.
/// </summary>
internal sealed class RatePacer
{
    private const double BurstSeconds = 0.05;

    // Rounding errors must not leave the bucket slightly below a whole token.
    private const double Whole = 1 - 1e-9;

    private readonly double _perSecond;
    private readonly double _burst;
    private double _tokens;
    private TimeSpan _filledAt;

    /// <param name="perSecond">The rate, above 0.</param>
    public RatePacer(double perSecond)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(perSecond);
        _perSecond = perSecond;
        _burst = Math.Max(1, perSecond * BurstSeconds);
        _tokens = _burst;
    }

    /// <summary>True when an event may be sent now.</summary>
    public bool IsDue(TimeSpan now)
    {
        Fill(now);
        return _tokens >= Whole;
    }

    /// <summary>Called when an event was sent.</summary>
    public void Take() => _tokens -= 1;

    /// <summary>Returns when the next event may be sent.</summary>
    public TimeSpan NextAt(TimeSpan now)
    {
        Fill(now);
        return _tokens >= Whole ? now : now + TimeSpan.FromTicks((long)Math.Ceiling((1 - _tokens) / _perSecond * TimeSpan.TicksPerSecond));
    }

    private void Fill(TimeSpan now)
    {
        if (now > _filledAt)
        {
            _tokens = Math.Min(_burst, _tokens + ((now - _filledAt).TotalSeconds * _perSecond));
            _filledAt = now;
        }
    }
}
