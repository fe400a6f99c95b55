namespace StationAgent.Telemetry.Delivery.Pacing;

/// <summary>
/// Decides when the birth message is published again because something else was published in its place: a late will of an earlier session once, a
/// rule of the broker or a second device with the same name as often as it likes. Pure but for its state; times are durations since any fixed point.
/// </summary>
internal sealed class PresenceGuard
{
    /// <summary>The shortest time between two births of one session.</summary>
    public static readonly TimeSpan Between = TimeSpan.FromSeconds(10);

    /// <summary>So many births within <see cref="AlarmPeriod"/> have another cause than late wills.</summary>
    public const int Suspicious = 4;

    /// <summary>See <see cref="Suspicious"/>.</summary>
    public static readonly TimeSpan AlarmPeriod = TimeSpan.FromMinutes(10);

    private TimeSpan? _last;
    private TimeSpan _countedSince;
    private int _count;

    /// <summary>Called when another document was published in the place of the birth message.</summary>
    /// <param name="now">The running time.</param>
    /// <returns>How long to wait before the birth is published again; null when that is already planned.</returns>
    public TimeSpan? Replaced(TimeSpan now)
    {
        if (_last > now)
        {
            return null;
        }

        var at = _last + Between is { } next && next > now ? next : now;
        _last = at;
        if (at - _countedSince > AlarmPeriod)
        {
            (_count, _countedSince) = (0, at);
        }

        _count++;
        return at - now;
    }

    /// <summary>True once, when the presence was replaced so often that a person has to look.</summary>
    public bool TakeAlarm()
    {
        if (_count != Suspicious)
        {
            return false;
        }

        // The next alarm follows after the period, if it goes on.
        _count++;
        return true;
    }
}
