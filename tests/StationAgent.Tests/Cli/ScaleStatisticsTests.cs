using StationAgent.Cli.Scales;
using StationAgent.Tests.Weighing;
using StationAgent.Weighing;
using Xunit;

namespace StationAgent.Tests.Cli;

public sealed class ScaleStatisticsTests
{
    [Theory]
    [InlineData(10)]
    [InlineData(80)]
    public void Noise_is_measured_at_rest_and_contains_no_step(double rate)
    {
        var cell = new Cell(seed: 3, rate) { Noise = 1.2 };
        var statistics = new ScaleStatistics(PlatformKind.Tray, new WeighingOptions());
        for (var step = 0; step < 12; step++)
        {
            cell.Load = step % 2 * 700;

            // Not a whole number of looks, so that a load changes at any place between two of them.
            for (var i = 0; i < rate * 7.3; i++)
            {
                statistics.Take(cell.Next());
            }
        }

        var summary = statistics.Summary()!;
        Assert.Equal(rate, summary.RateHz, 0.05);
        Assert.InRange(summary.NoiseGrams!.Value, 1, 1.5);
        Assert.InRange(summary.HighestGrams, 700, 1_100);
    }

    [Fact]
    public void Unusable_samples_are_counted()
    {
        var statistics = new ScaleStatistics(PlatformKind.Tray, new WeighingOptions());
        ScaleSample[] samples =
        [
            new(TimeSpan.FromSeconds(1), new Grams(5)),
            new(TimeSpan.FromSeconds(1), new Grams(5)),
            new(TimeSpan.FromSeconds(2), new Grams(double.NaN)),
            new(TimeSpan.FromSeconds(3), new Grams(30_000), SampleStatus.Overload),
            new(TimeSpan.FromSeconds(4), new Grams(6)),
        ];
        ScaleFigures last = default;
        foreach (var sample in samples)
        {
            last = statistics.Take(sample);
        }

        Assert.Equal((5, 3), (last.Samples, last.Unusable));
        Assert.Equal((5, 6), (statistics.Summary()!.LowestGrams, statistics.Summary()!.HighestGrams));
    }
}
