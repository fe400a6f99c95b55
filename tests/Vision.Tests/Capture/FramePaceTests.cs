using StationAgent.Vision.Capture;
using Xunit;

namespace StationAgent.Vision.Tests.Capture;

public sealed class FramePaceTests
{
    [Theory]
    [InlineData(30, 10)]
    [InlineData(15, 10)]
    [InlineData(25, 10)]
    [InlineData(60, 7)]
    public void Of_a_faster_camera_the_wanted_rate_is_taken(double camera, double wanted) =>
        Assert.InRange(CountTaken(camera, wanted, jitter: 0), 10 * wanted * 0.9, (10 * wanted) + 1);

    [Theory]
    [InlineData(10)]
    [InlineData(5)]
    public void No_frame_is_dropped_of_an_uneven_camera_at_the_wanted_rate_or_slower(double camera) =>
        Assert.Equal((int)(10 * camera), CountTaken(camera, 10, jitter: 0.01));

    [Fact]
    public void After_a_pause_frames_are_as_far_apart_as_before()
    {
        var pace = new FramePace(10);
        Assert.True(pace.Wants(TimeSpan.Zero));
        Assert.True(pace.Wants(TimeSpan.FromSeconds(5)));
        Assert.False(pace.Wants(TimeSpan.FromSeconds(5.03)));
        Assert.True(pace.Wants(TimeSpan.FromSeconds(5.1)));
    }

    private static int CountTaken(double camera, double wanted, double jitter)
    {
        var pace = new FramePace(wanted);
        return Enumerable.Range(0, (int)(10 * camera)).Count(i => pace.Wants(TimeSpan.FromSeconds((i / camera) + (i % 2 * jitter))));
    }
}
