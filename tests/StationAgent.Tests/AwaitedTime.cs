using Microsoft.Extensions.Time.Testing;

namespace StationAgent.Tests;

/// <summary>
/// Time in the test's hand that knows whether somebody waits for it. Time that is moved on before the other side has armed its timer is lost on it.
/// For timers that go off once.
/// </summary>
internal sealed class AwaitedTime : FakeTimeProvider
{
    private int _waits;

    /// <summary>A timer is armed.</summary>
    public bool IsAwaited => Volatile.Read(ref _waits) > 0;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var wait = new Wait(this);
        wait.Begin(base.CreateTimer(Ring, null, dueTime, period));
        return wait;

        void Ring(object? unused)
        {
            wait.End();
            callback(state);
        }
    }

    private sealed class Wait(AwaitedTime time) : ITimer
    {
        private const int Armed = 1;
        private const int Ended = 2;

        private ITimer? _timer;
        private int _state;

        public void Begin(ITimer timer)
        {
            _timer = timer;
            if (Interlocked.CompareExchange(ref _state, Armed, 0) == 0)
            {
                Interlocked.Increment(ref time._waits);
            }
        }

        public void End()
        {
            if (Interlocked.Exchange(ref _state, Ended) == Armed)
            {
                Interlocked.Decrement(ref time._waits);
            }
        }

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
