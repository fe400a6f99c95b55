using CsCheck;
using StationAgent.Vision.Imaging.Quality;
using Xunit;

namespace StationAgent.Vision.Tests.Imaging.Quality;

public sealed class QuantilesTests
{
    [Fact]
    public void The_quantile_is_the_one_of_the_sorted_values() =>
        Gen.Select(Gen.UShort[0, 9180].Array[1, 300], Gen.Int[1, 100]).Sample((values, percent) =>
        {
            var share = percent / 100.0;
            var expected = values.Order().ElementAt((int)Math.Ceiling(share * values.Length) - 1);

            Assert.Equal(expected, Quantiles.Of(values, share));
        });

    [Fact]
    public void More_values_than_a_lane_can_count_are_counted()
    {
        var values = new ushort[3_000_000];
        values.AsSpan(0, 2_000_000).Fill(7);

        Assert.Equal(0, Quantiles.Of(values, 0.33));
        Assert.Equal(7, Quantiles.Of(values, 0.34));
    }
}
