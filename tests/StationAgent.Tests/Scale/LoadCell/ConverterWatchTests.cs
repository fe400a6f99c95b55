using CsCheck;
using StationAgent.Scale.LoadCell;
using Xunit;

namespace StationAgent.Tests.Scale.LoadCell;

public sealed class ConverterWatchTests
{
    private readonly ConverterWatch _watch = new();
    private readonly Random _random = new(7);
    private double _seconds;

    [Fact]
    public void A_converter_that_repeats_any_value_from_its_opening_is_dead_before_it_is_silent() =>
        Gen.Int[LoadCellReading.Lowest, LoadCellReading.Highest].Sample(static counts =>
        {
            var watch = new ConverterWatch();
            Assert.NotNull(Enumerable.Range(0, 13).Select(i => Take(watch, i / 10.0, counts)).ToList()[^1]);
            Assert.False(watch.IsProven);
        });

    [Theory]
    [InlineData(0, "repeats the value 0")]
    [InlineData(-1, "repeats the value -1")]
    [InlineData(LoadCellReading.Highest, "stays at the upper end of its range (8388607 counts)")]
    [InlineData(LoadCellReading.Lowest, "stays at the lower end of its range (-8388608 counts)")]
    public void A_dead_converter_is_reported_with_its_value(int counts, string why) =>
        Assert.Contains(why, Until(() => counts, 2), StringComparison.Ordinal);

    [Fact]
    public void A_converter_that_dies_at_work_is_dead_after_three_seconds()
    {
        Assert.Null(Until(() => Noisy(500_000, 20), 60));
        Assert.Null(Until(() => 500_000, 2.9));
        Assert.Contains("repeats the value 500000", Until(() => 500_000, 0.6), StringComparison.Ordinal);
    }

    [Fact]
    public void A_converter_between_two_values_is_dead()
    {
        Assert.Null(Until(() => Noisy(500_000, 20), 60));
        Assert.Contains("gives only the values 4095 and 4096", Until(() => 4095 + _random.Next(2), 8), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(4)]
    [InlineData(8)]
    public void A_converter_whose_lowest_bits_are_stuck_is_dead(int bits)
    {
        Assert.Contains("lowest bits never change", Until(() => Noisy(500_000, 2_000) >> bits << bits, 2), StringComparison.Ordinal);
    }

    [Fact]
    public void A_data_line_that_loses_its_lowest_bits_at_work_is_noticed()
    {
        Assert.Null(Until(() => Noisy(500_000, 2_000), 60));
        Assert.Contains("lowest bits never change", Until(() => Noisy(500_000, 2_000) | 0xF, 4), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(5, 10)]
    [InlineData(21, 10)]
    [InlineData(38, 80)]
    [InlineData(500, 80)]
    public void A_day_of_a_working_converters_noise_is_not_a_fault(double noise, double rate)
    {
        for (var i = 0; i < 24 * 3600 * rate; i++)
        {
            Assert.Null(Take(_watch, i / rate, Noisy(-1_000, noise)));
        }

        Assert.True(_watch.IsProven);
    }

    [Fact]
    public void A_reader_that_gets_each_value_several_times_is_not_a_fault()
    {
        var value = 0;
        for (var i = 0; i < 100_000; i++)
        {
            value = i % 8 == 0 ? Noisy(77, 20) : value;
            Assert.Null(i < 8 ? null : Take(_watch, i / 80.0, value));
        }
    }

    [Fact]
    public void A_person_who_stands_on_the_platform_is_an_overload_and_one_that_never_ends_a_fault()
    {
        Assert.Null(Until(() => Noisy(500_000, 20), 10));
        Assert.Null(Until(() => LoadCellReading.Highest, 50));
        Assert.Null(Until(() => Noisy(500_000, 20), 10));
        Assert.Contains("overloaded", Until(() => LoadCellReading.Highest, 61), StringComparison.Ordinal);
    }

    private static string? Take(ConverterWatch watch, double seconds, int counts) => watch.Take(LoadCellReading.Of(TimeSpan.FromSeconds(seconds), counts));

    /// <summary>The newest answer after so many seconds of ten readings each.</summary>
    private string? Until(Func<int> counts, double seconds)
    {
        string? problem = null;
        for (var end = _seconds + seconds; _seconds < end; _seconds += 0.1)
        {
            problem = Take(_watch, _seconds, counts());
        }

        return problem;
    }

    private int Noisy(double middle, double deviation) =>
        (int)Math.Round(middle + (deviation * Math.Sqrt(-2 * Math.Log(1 - _random.NextDouble())) * Math.Cos(2 * Math.PI * _random.NextDouble())));
}
