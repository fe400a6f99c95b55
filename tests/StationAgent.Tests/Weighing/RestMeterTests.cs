using StationAgent.Weighing;
using Xunit;

namespace StationAgent.Tests.Weighing;

public sealed class RestMeterTests
{
    private const double PerGram = 400;

    [Theory]
    [InlineData(10)]
    [InlineData(80)]
    public void Counts_of_an_unknown_cell_are_measured_when_it_rests(double rate)
    {
        var cell = new Cell(seed: 7, rate) { Noise = 25, Load = 0 };
        var first = Measure(new RestMeter(CountsAtRest.WithoutKnowledge), cell);
        Assert.Equal(0, first.Mean, 0.1 * PerGram);

        cell.Load = 500 * PerGram;
        var loaded = Measure(new RestMeter(CountsAtRest.WithNoise(first.Deviation)), cell);
        Assert.Equal(500 * PerGram, loaded.Mean, 0.3 * PerGram);
    }

    [Fact]
    public void A_load_that_changes_while_it_is_measured_is_measured_again()
    {
        var cell = new Cell(seed: 8, 10) { Noise = 25, Load = 0 };
        var noise = Measure(new RestMeter(CountsAtRest.WithoutKnowledge), cell).Deviation;
        var meter = new RestMeter(CountsAtRest.WithNoise(noise));
        for (var i = 0; i < 25; i++)
        {
            Assert.False(meter.TryMeasure(cell.Next(), out _));
        }

        cell.Load = 1_000 * PerGram;
        Assert.Equal(1_000 * PerGram, Measure(meter, cell).Mean, 0.3 * PerGram);
    }

    private static TrendLine Measure(RestMeter meter, Cell cell)
    {
        for (var i = 0; i < 2_000; i++)
        {
            if (meter.TryMeasure(cell.Next(), out var measured))
            {
                return measured;
            }
        }

        throw new InvalidOperationException("It never rested.");
    }
}
