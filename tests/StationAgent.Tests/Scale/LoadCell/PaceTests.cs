using StationAgent.Scale.LoadCell;
using Xunit;

namespace StationAgent.Tests.Scale.LoadCell;

public sealed class PaceTests
{
    /// <summary>On a busy machine several ticks of a timer run at once, and an exception in one would end the program.</summary>
    [Fact]
    public void Ticks_that_run_at_the_same_time_are_one_turn()
    {
        var time = new TickedTime();
        using var pace = new Pace(TimeSpan.FromMilliseconds(20), time);
        for (var i = 0; i < 10_000; i++)
        {
            Parallel.Invoke(time.Tick, time.Tick, time.Tick, time.Tick);
            pace.Wait(TestContext.Current.CancellationToken);
            Assert.Throws<OperationCanceledException>(() => pace.Wait(new CancellationToken(canceled: true)));
        }
    }

    /// <summary>A clock whose timers tick when the test says so.</summary>
    private sealed class TickedTime : TimeProvider
    {
        public Action Tick { get; private set; } = static () => { };

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            Tick = () => callback(state);
            return TimeProvider.System.CreateTimer(static _ => { }, state: null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        }
    }
}
