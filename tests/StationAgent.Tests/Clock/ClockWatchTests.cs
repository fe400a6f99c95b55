using StationAgent.Clock;
using StationAgent.Contracts;
using Xunit;

namespace StationAgent.Tests.Clock;

public sealed class ClockWatchTests
{
    private static readonly DateTimeOffset Truth = new(2026, 3, 1, 8, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Wrong = new(1970, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void The_first_setting_in_a_boot_is_reported_until_it_is_stored()
    {
        var watch = new ClockWatch(null);
        Assert.Null(watch.Look(At(Wrong, ClockQuality.Unsynchronised, 10)));

        var told = watch.Look(At(Truth, ClockQuality.Synchronised, 20));
        Assert.NotNull(told);
        Assert.Equal(Truth, told.BootedAt);
        Assert.Equal((Truth - Wrong).TotalSeconds, told.OffsetSeconds);
        Assert.Equal(0.02, told.UncertaintySeconds);
        Assert.NotNull(watch.Look(At(Truth, ClockQuality.Synchronised, 21)));

        watch.MarkReported("boot");
        Assert.Null(watch.Look(At(Truth, ClockQuality.Synchronised, 22)));
        Assert.Null(watch.Look(At(Wrong, ClockQuality.Unsynchronised, 23)));
        Assert.Null(watch.Look(At(Truth, ClockQuality.Synchronised, 24)));
    }

    [Fact]
    public void An_event_of_the_wrong_time_comes_out_right_after_the_correction()
    {
        // What a consumer does with the correction, for an event from before the clock was set.
        var before = At(Wrong, ClockQuality.Unsynchronised, 10);
        var happened = TimeSpan.FromSeconds(7.5);
        var watch = new ClockWatch(null);
        watch.Look(before);
        var told = watch.Look(At(Truth, ClockQuality.Synchronised, 20))!;

        Assert.Equal(Truth + happened, told.BootedAt + TimeSpan.FromSeconds(before.StampAt(happened).BootTime));
        Assert.Equal(Truth + happened, before.WallAt(happened) + TimeSpan.FromSeconds(told.OffsetSeconds!.Value));
    }

    [Fact]
    public void A_restart_in_the_same_boot_does_not_report_it_twice()
    {
        Assert.Null(new ClockWatch("boot").Look(At(Truth, ClockQuality.Synchronised, 30)));
        Assert.NotNull(new ClockWatch("an earlier one").Look(At(Truth, ClockQuality.Synchronised, 30)));
    }

    [Fact]
    public void A_clock_that_was_right_from_the_start_has_no_offset()
    {
        var told = new ClockWatch(null).Look(At(Truth, ClockQuality.Synchronised, 30));
        Assert.NotNull(told);
        Assert.Null(told.OffsetSeconds);
    }

    [Fact]
    public void A_kernel_that_does_not_say_is_not_believed() => Assert.Null(new ClockWatch(null).Look(At(Truth, ClockQuality.Unknown, 30)));

    private static ClockFacts At(DateTimeOffset bootedAt, ClockQuality quality, double seconds)
    {
        var since = TimeSpan.FromSeconds(seconds);
        return new ClockFacts("boot", quality, bootedAt + since, since, quality == ClockQuality.Synchronised ? TimeSpan.FromMilliseconds(20) : null);
    }
}
