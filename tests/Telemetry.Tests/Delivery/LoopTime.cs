using Microsoft.Extensions.Time.Testing;

namespace StationAgent.Telemetry.Tests;

/// <summary>
/// A clock that knows whether a loop is at rest that arms its timer each time before it waits. A test that lets hours pass does so only then, so
/// that they do not pass while the loop is at work on a busy machine.
/// </summary>
internal sealed class LoopTime : FakeTimeProvider
{
    private volatile bool _isRunning;

    /// <summary>True while the loop waits.</summary>
    public bool IsAtRest => !_isRunning;

    /// <summary>Something is about to wake the loop.</summary>
    public void Wakes() => _isRunning = true;

    /// <inheritdoc/>
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) => new LoopTimer(
        this,
        base.CreateTimer(
            given =>
            {
                Wakes();
                callback(given);
            },
            state,
            dueTime,
            period));

    private sealed class LoopTimer(LoopTime time, ITimer timer) : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            time._isRunning = false;
            return timer.Change(dueTime, period);
        }

        public void Dispose() => timer.Dispose();

        public ValueTask DisposeAsync() => timer.DisposeAsync();
    }
}
