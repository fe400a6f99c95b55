using StationAgent.Telemetry.Mqtt;

namespace StationAgent.Telemetry.Delivery.Pacing;

/// <summary>
/// Stops sending, when the broker cannot accept events, until all answers have arrived and a time has passed. Pure but for its state.
/// </summary>
internal sealed class BrokerBackoff(ReconnectOptions options)
{
    private readonly ReconnectSchedule _schedule = new(options, TimeSpan.Zero);

    /// <summary>When sending may continue; null while it is not stopped.</summary>
    public TimeSpan? Until { get; private set; }

    /// <summary>True while sending is stopped.</summary>
    public bool IsOn => Until is not null;

    /// <summary>Stops sending, unless it is already stopped; each stop in a row tends to be longer.</summary>
    /// <param name="now">The running time.</param>
    /// <param name="uniform">A random number from 0 up to 1.</param>
    public void Begin(TimeSpan now, double uniform) => Until ??= now + _schedule.Next(TimeSpan.Zero, takenOver: false, uniform);

    /// <summary>Ends the stop when its time has come.</summary>
    /// <returns>True when this call has ended it.</returns>
    public bool TryEnd(TimeSpan now, int inFlight)
    {
        if (Until is null || inFlight > 0 || now < Until)
        {
            return false;
        }

        Until = null;
        return true;
    }

    /// <summary>Called when the broker accepts events again: the next stop starts short.</summary>
    public void Forget() => _schedule.Reset();
}
