using StationAgent.Telemetry.Delivery.Pacing;
using Xunit;

namespace StationAgent.Telemetry.Tests;

public sealed class StallWatchTests
{
    private readonly StallWatch _watch = new(TimeSpan.FromSeconds(60));

    [Fact]
    public void The_same_oldest_event_over_a_minute_of_link_is_a_stall()
    {
        Assert.Null(Read(0, oldest: 7));
        Assert.Null(Read(59, oldest: 7));
        Assert.Equal(TimeSpan.FromSeconds(61), Read(61, oldest: 7));
        Assert.Null(Read(62, oldest: 8));
    }

    [Fact]
    public void A_long_backlog_that_moves_is_none()
    {
        for (var second = 0; second < 10_000; second += 30)
        {
            Assert.Null(Read(second, oldest: second));
        }
    }

    [Fact]
    public void Time_without_a_link_does_not_count_and_time_over_several_links_does()
    {
        for (var minute = 0; minute < 10; minute++)
        {
            Assert.Null(Read(minute * 60, oldest: 7, isConnected: false));
        }

        var stalled = false;
        for (var link = 0; link < 8; link++)
        {
            stalled |= Read(600 + (link * 100), oldest: 7) is not null;
            stalled |= Read(610 + (link * 100), oldest: 7) is not null;
            Read(611 + (link * 100), oldest: 7, isConnected: false);
        }

        Assert.True(stalled);
    }

    [Fact]
    public void Nothing_pending_is_no_stall()
    {
        Assert.Null(Read(0, oldest: null));
        Assert.Null(Read(1_000, oldest: null));
    }

    private TimeSpan? Read(int second, long? oldest, bool isConnected = true) => _watch.Read(TimeSpan.FromSeconds(second), isConnected, oldest);
}
