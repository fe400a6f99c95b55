namespace StationAgent.Telemetry.Delivery.Pacing;

/// <summary>
/// A token bucket: so many a second, with a burst of a twentieth of a second. Pure but for its state; times are durations since any fixed
/// point.
/// </summary>
internal sealed class RatePacer
{
    private const double BurstSeconds = 0.05;

    // What arithmetic rounds off must not leave the bucket a hair short of a whole token.
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

    /// <summary>True when one may go now.</summary>
    public bool IsDue(TimeSpan now)
    {
        Fill(now);
        return _tokens >= Whole;
    }

    /// <summary>One has gone.</summary>
    public void Take() => _tokens -= 1;

    /// <summary>When the next may go.</summary>
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
