using StationAgent.Sensors;
using StationAgent.Simulation.SensorFaults;
using StationAgent.Weighing;
using Xunit;

namespace StationAgent.Tests.Simulation.SensorFaults;

public sealed class SilenceWatchTests
{
    private static readonly TimeSpan Limit = SensorSilence.Limit;
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(50);

    [Fact]
    public void A_sensor_is_lost_after_the_limit_of_the_service_and_works_again_with_the_first_reading()
    {
        var watch = new SilenceWatch(StationFault.Scale);
        Assert.Null(watch.Take(TimeSpan.Zero));
        Assert.Null(watch.Miss(Limit - Step));
        Assert.Equal(StationFault.Scale, watch.Miss(Limit)!.Fault);
        Assert.Null(watch.Miss(Limit + Step));

        // It is opened again after a second.
        Assert.True(watch.IsClosed(Limit + Step));
        var later = Limit + TimeSpan.FromSeconds(1);
        Assert.False(watch.IsClosed(later));
        Assert.Null(watch.Take(later, isUsable: false));
        Assert.Equal(StationFault.Scale, watch.Take(later)!.Fault);
        Assert.Null(watch.Take(later + Step));
    }
}
