using Microsoft.Extensions.Time.Testing;
using StationAgent.Clock;
using Xunit;

namespace StationAgent.Tests.Clock;

public sealed class BootTimeTests
{
    [Fact]
    public void Time_since_boot_is_that_of_the_kernel()
    {
        // The kernel's own figure has hundredths of a second; it is read before and after, so the clock must lie between.
        var before = Uptime();
        var clock = BootTimeProvider.Instance.SinceBoot();
        var after = Uptime();
        Assert.InRange(clock.TotalSeconds, before - 0.011, after + 0.011);
    }

    [Fact]
    public void Timestamps_do_not_run_backwards()
    {
        var last = 0L;
        for (var i = 0; i < 10_000; i++)
        {
            var now = BootTimeProvider.Instance.GetTimestamp();
            Assert.True(now >= last);
            last = now;
        }
    }

    [Fact]
    public void A_fake_clock_moves_the_same_measure()
    {
        var time = new FakeTimeProvider();
        var before = time.SinceBoot();
        time.Advance(TimeSpan.FromMilliseconds(1500));
        Assert.Equal(TimeSpan.FromMilliseconds(1500), time.SinceBoot() - before);
    }

    [Fact]
    public void The_boot_has_a_name_that_does_not_change()
    {
        Assert.True(Guid.TryParse(BootId.Read(), out _));
        Assert.Equal(BootId.Read(), BootId.Read());
    }

    [Fact]
    public void A_hidden_boot_name_is_no_failure() => Assert.Equal("unknown", BootId.Read("/proc/no/such/file"));

    private static double Uptime() => double.Parse(File.ReadAllText("/proc/uptime").Split(' ')[0], System.Globalization.CultureInfo.InvariantCulture);
}
