namespace StationAgent.Simulation;

/// <summary>
/// Station time of a simulation: stands still until the driver moves it, and never runs backwards. Timers are not driven by it; what waits
/// for real things (a database, a broker) waits on real time.
/// </summary>
/// <param name="epoch">The wall time of virtual time zero.</param>
internal sealed class VirtualTimeProvider(DateTimeOffset epoch) : TimeProvider
{
    private long _ticks;

    /// <summary>Virtual time since the start.</summary>
    public TimeSpan Elapsed => new(Volatile.Read(ref _ticks));

    /// <inheritdoc/>
    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <inheritdoc/>
    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    /// <summary>Moves time on.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The time lies in the past.</exception>
    public void AdvanceTo(TimeSpan elapsed)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(elapsed, Elapsed);
        Volatile.Write(ref _ticks, elapsed.Ticks);
    }

    /// <inheritdoc/>
    public override long GetTimestamp() => Volatile.Read(ref _ticks);

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() => epoch + Elapsed;
}
