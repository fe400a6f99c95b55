namespace StationAgent.Clock;

/// <summary>Reads both clocks and how far the wall clock can be trusted.</summary>
/// <param name="time">Wall time and time since boot.</param>
/// <param name="bootId">Identifier of this boot, see <see cref="BootId"/>.</param>
/// <param name="quality">Asks for the quality, see <see cref="KernelClock"/>.</param>
internal sealed class ClockSource(TimeProvider time, string bootId, Func<(ClockQuality Quality, TimeSpan? MaximumError)> quality)
{
    /// <summary>Makes a source that reads the clocks of this machine.</summary>
    public static ClockSource OfThisMachine() => new(BootTimeProvider.Instance, BootId.Read(), KernelClock.Read);

    /// <summary>Reads the clocks now.</summary>
    public ClockFacts Read()
    {
        var (value, error) = quality();
        return new ClockFacts(bootId, value, time.GetUtcNow(), time.SinceBoot(), error);
    }
}
