namespace StationAgent.Telemetry.Mqtt.Channel;

/// <summary>When the next address is tried: a while after the one before, or at once when that one failed. Pure. RFC 8305, section 5.</summary>
/// <param name="count">The number of addresses.</param>
/// <param name="stagger">The time between two starts while nothing fails.</param>
internal sealed class AttemptSchedule(int count, TimeSpan stagger)
{
    private int _started;
    private TimeSpan _due;

    /// <summary>When the next attempt starts, from the start of the first; null when all have started.</summary>
    public TimeSpan? Due => _started < count ? _due : null;

    /// <summary>Starts the next attempt when it is due.</summary>
    /// <param name="now">The time since the start of the first attempt.</param>
    /// <returns>The index of the address; null when none is due.</returns>
    public int? Start(TimeSpan now)
    {
        if (Due is not { } due || now < due)
        {
            return null;
        }

        _due = now + stagger;
        return _started++;
    }

    /// <summary>Takes note that an attempt failed: the next one starts at once.</summary>
    /// <param name="now">The time since the start of the first attempt.</param>
    public void Failed(TimeSpan now) => _due = now < _due ? now : _due;
}
