using Microsoft.Extensions.Time.Testing;

namespace StationAgent.Tests;

/// <summary>
/// Time in the test's hand that knows whether the other side waits for it. Time that is moved on before the other side has armed its timer is lost on it. For a side
/// that waits for one thing at a time, by timers that go off once: what counts is its newest timer, because one that it no longer needs may be disposed of late.
/// </summary>
internal sealed class AwaitedTime : FakeTimeProvider
{
    private Wait? _newest;

    /// <summary>The newest timer is armed.</summary>
    public bool IsAwaited => Volatile.Read(ref _newest)?.IsArmed == true;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var wait = new Wait();
        wait.Begin(base.CreateTimer(Ring, null, dueTime, period));
        Volatile.Write(ref _newest, wait);
        return wait;

        void Ring(object? unused)
        {
            wait.End();
            callback(state);
        }
    }

    private sealed class Wait : ITimer
    {
        private ITimer? _timer;
        private int _hasEnded;

        public bool IsArmed => Volatile.Read(ref _hasEnded) == 0;

        public void Begin(ITimer timer) => _timer = timer;

        public void End() => Volatile.Write(ref _hasEnded, 1);

        public bool Change(TimeSpan dueTime, TimeSpan period) => throw new NotSupportedException("A wait is for one time.");

        public void Dispose()
        {
            _timer!.Dispose();
            End();
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
