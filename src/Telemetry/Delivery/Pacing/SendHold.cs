using StationAgent.Telemetry.Mqtt;

namespace StationAgent.Telemetry.Delivery.Pacing;

/// <summary>A stop of sending until all answers are there and a time has passed. Pure but for its state.</summary>
internal sealed class SendHold(ReconnectOptions options)
{
    private readonly ReconnectSchedule _schedule = new(options, TimeSpan.Zero);

    /// <summary>Until when; null while nothing is held.</summary>
    public TimeSpan? Until { get; private set; }

    /// <summary>True while sending is stopped.</summary>
    public bool IsOn => Until is not null;

    /// <summary>Stops sending, unless it is stopped already; each stop in a row tends to be longer.</summary>
    /// <param name="now">Running time.</param>
    /// <param name="uniform">A random number from 0 up to 1.</param>
    public void Begin(TimeSpan now, double uniform) => Until ??= now + _schedule.Next(TimeSpan.Zero, takenOver: false, uniform);

    /// <returns>True when the stop is over by this call.</returns>
    public bool TryEnd(TimeSpan now, int inFlight)
    {
        if (Until is null || inFlight > 0 || now < Until)
        {
            return false;
        }

        Until = null;
        return true;
    }

    /// <summary>The broker takes events again: the next stop starts short.</summary>
    public void Forget() => _schedule.Reset();
}
