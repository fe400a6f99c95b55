using StationAgent.Sensors;
using StationAgent.Weighing;

namespace StationAgent.Simulation.SensorFaults;

/// <summary>
/// Reports a sensor that is silent in virtual time as the service does: lost after a limit, opened again a second later, and working again with the first
/// usable reading.
/// </summary>
/// <param name="fault">The fault of this sensor.</param>
internal sealed class SilenceWatch(StationFault fault)
{
    private static readonly TimeSpan ReopenAfter = TimeSpan.FromSeconds(1);

    private TimeSpan? _last;
    private TimeSpan? _lostAt;

    /// <summary>True from the loss to the first usable reading.</summary>
    public bool IsLost => _lostAt is not null;

    /// <summary>True while a lost sensor is not opened again, so that its readings reach nobody.</summary>
    public bool IsClosed(TimeSpan at) => _lostAt is { } lost && at < lost + ReopenAfter;

    /// <summary>Takes the time at which there is no reading.</summary>
    /// <returns>The fault when the sensor is lost by now; null otherwise.</returns>
    public StationSignal.FaultRaised? Miss(TimeSpan at)
    {
        _last ??= at;
        if (IsLost || at - _last.Value < SensorSilence.Limit)
        {
            return null;
        }

        _lostAt = at;
        return new StationSignal.FaultRaised(at, fault, $"it delivered nothing for {SensorSilence.Limit.TotalSeconds:0.#} s");
    }

    /// <summary>Takes the time of a reading.</summary>
    /// <param name="at">The time.</param>
    /// <param name="isUsable">The reading shows that the sensor works.</param>
    /// <returns>The end of the fault when there was one; null otherwise.</returns>
    public StationSignal.FaultCleared? Take(TimeSpan at, bool isUsable = true)
    {
        _last = at;
        if (!IsLost || !isUsable)
        {
            return null;
        }

        _lostAt = null;
        return new StationSignal.FaultCleared(at, fault);
    }
}
