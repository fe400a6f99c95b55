using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using StationAgent.Hosting;
using StationAgent.Station;
using Xunit;

namespace StationAgent.Tests.Hosting;

public sealed class WatchdogTests
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(7.5);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public void A_keep_alive_is_sent_only_while_every_loop_makes_progress()
    {
        var watchdog = new Watchdog(2);
        Assert.Equal(-1, watchdog.FirstStill([0, 0]));
        Assert.Equal(-1, watchdog.FirstStill([1, 9]));
        Assert.Equal(1, watchdog.FirstStill([2, 9]));
        Assert.Equal(0, watchdog.FirstStill([2, 9]));
        Assert.Equal(-1, watchdog.FirstStill([3, 10]));
    }

    [Theory]
    [InlineData("30000000", null, 7.5)]
    [InlineData("30000000", "", 7.5)]
    [InlineData("30000000", "77", 7.5)]
    [InlineData("30000000", "78", null)]
    [InlineData("0", null, null)]
    [InlineData("soon", null, null)]
    [InlineData(null, null, null)]
    [InlineData("9223372036854775807", null, 21600.0)]
    public void The_interval_that_systemd_asks_for_is_understood(string? microseconds, string? processId, double? seconds) =>
        Assert.Equal(seconds, WatchdogInterval.From(microseconds, processId, 77)?.TotalSeconds);

    [Fact]
    public async Task A_blocked_loop_stops_the_keep_alives_until_it_goes_on()
    {
        using var systemd = new NotifySocket(isAbstract: true);
        using var notifier = new SystemdNotifier(systemd.Address);
        var time = new FakeTimeProvider();
        var loop = new Loop();
        var log = new CountingLog();
        using var service = new WatchdogService([loop], Period, notifier, time, log);
        await service.StartAsync(Cancellation);

        for (var i = 0; i < 5; i++)
        {
            loop.Turns++;
            time.Advance(Period);
            Assert.Equal("WATCHDOG=1", await systemd.ReceiveAsync(Cancellation));
        }

        for (var blocked = 1; blocked <= 4; blocked++)
        {
            time.Advance(Period);
            await log.ReachesAsync(blocked, Cancellation);
            Assert.Equal(0, systemd.Waiting);
        }

        Assert.Contains("station loop", log.Last, StringComparison.Ordinal);
        loop.Turns++;
        time.Advance(Period);
        Assert.Equal("WATCHDOG=1", await systemd.ReceiveAsync(Cancellation));
        await service.StopAsync(Cancellation);
    }

    [Fact]
    public async Task Without_a_watchdog_nothing_is_sent()
    {
        using var systemd = new NotifySocket(isAbstract: true);
        using var notifier = new SystemdNotifier(systemd.Address);
        using var service = new WatchdogService([new Loop()], null, notifier, new FakeTimeProvider(), NullLogger<WatchdogService>.Instance);
        await service.StartAsync(Cancellation);
        await service.ExecuteTask!;
        Assert.Equal(0, systemd.Waiting);
    }

    private sealed class Loop : ILoopProgress
    {
        private long _turns;

        public string Name => "station loop";

        public long Turns
        {
            get => Volatile.Read(ref _turns);
            set => Volatile.Write(ref _turns, value);
        }
    }
}
