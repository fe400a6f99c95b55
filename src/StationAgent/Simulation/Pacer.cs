namespace StationAgent.Simulation;

/// <summary>Keeps virtual time from running ahead of real time times the speed.</summary>
/// <param name="speed">Virtual seconds for each real second; positive infinity never waits.</param>
/// <param name="real">The real clock.</param>
internal sealed class Pacer(double speed, TimeProvider real)
{
    /// <summary>Shorter waits than this cost more in timers than they bring in smoothness.</summary>
    private static readonly TimeSpan ShortestWait = TimeSpan.FromMilliseconds(10);

    private readonly long _started = real.GetTimestamp();

    /// <summary>Waits until real time has come as far as virtual time.</summary>
    public Task WaitAsync(TimeSpan virtualTime, CancellationToken cancellationToken)
    {
        var wait = double.IsPositiveInfinity(speed) ? TimeSpan.Zero : (virtualTime / speed) - real.GetElapsedTime(_started);
        return wait < ShortestWait ? Task.CompletedTask : Task.Delay(wait, real, cancellationToken);
    }
}
