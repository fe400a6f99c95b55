using CsCheck;
using StationAgent.BinLevel.Levels;
using Xunit;

namespace StationAgent.Tests.BinLevel;

public sealed class DistanceLevelTests
{
    [Fact]
    public void The_level_goes_from_the_floor_to_the_full_mark()
    {
        Assert.Equal(0, Look(800, 800, 800));
        Assert.Equal(0.5, Look(475, 475, 475));
        Assert.Equal(1, Look(150, 150, 150));
        Assert.Equal(1, Look(90, 90, 90));
        Assert.Equal(0, Look(900, 900, 900));
    }

    [Fact]
    public void An_arm_under_the_sensor_for_one_look_is_no_full_bin() => Gen.Select(Gen.Double[300, 800], Gen.Double[20, 300], Gen.Int[0, 6]).Sample(
        (distance, arm, when) =>
        {
            var level = new DistanceLevel(800, 150);
            for (var i = 0; i < 7; i++)
            {
                var (share, _) = level.Take(i == when ? arm : distance);
                Assert.True(i == 0 && when == 0 || share <= ((800 - distance) / 650) + 1e-9);
            }
        });

    [Theory]
    [InlineData(100, null)]
    [InlineData(1_000, 171.6)]
    [InlineData(5_828, 1000.0)]
    [InlineData(23_000, 3946.8)]
    [InlineData(38_000, null)]
    public void An_echo_is_half_its_way_in_sound(int microseconds, double? millimetres)
    {
        var distance = EchoDistance.Of(TimeSpan.FromMicroseconds(microseconds));
        Assert.Equal(millimetres is null, distance is null);
        Assert.Equal(millimetres ?? 0, distance ?? 0, 0.1);
    }

    [Fact]
    public void The_median_is_one_of_the_readings_and_has_as_many_below_as_above() => Gen.Double[20, 4_000].Array[1, 9].Sample(readings =>
    {
        var median = DistanceReadings.Median(readings);
        Assert.Contains(median, readings);
        Assert.True(readings.Count(reading => reading < median) <= (readings.Length - 1) / 2);
        Assert.True(readings.Count(reading => reading > median) <= readings.Length / 2);
    });

    [Fact]
    public void A_measurement_needs_three_good_readings()
    {
        Assert.Null(DistanceReadings.DistanceOf([]));
        Assert.Null(DistanceReadings.DistanceOf([400, 410]));
        Assert.Equal(410, DistanceReadings.DistanceOf([400, 410, 2_000]));
    }

    private static double Look(params ReadOnlySpan<double> distances)
    {
        var level = new DistanceLevel(800, 150);
        var share = double.NaN;
        foreach (var distance in distances)
        {
            (share, _) = level.Take(distance);
        }

        return share;
    }
}
