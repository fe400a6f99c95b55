using StationAgent.Cli.Scales;
using StationAgent.Scale.LoadCell;
using Xunit;

namespace StationAgent.Tests.Cli;

public sealed class CalibrationChangeTests
{
    [Theory]
    [InlineData(412.7, 128)]
    [InlineData(416, 128)]
    [InlineData(394, 128)]
    [InlineData(432, 128)]
    [InlineData(206.4, 64)]
    public void The_same_cell_calibrated_again_needs_no_question(double countsPerGram, int gain) =>
        Assert.Null(CalibrationChange.Doubt(Previous(412.7), countsPerGram, gain));

    [Theory]
    [InlineData(41.27, "what weighed 1000 g would weigh 10000 g")]
    [InlineData(454.97, "what weighed 1000 g would weigh 907.1 g")]
    [InlineData(386, "what weighed 1000 g would weigh 1069.2 g")]
    [InlineData(412_700, "would weigh 1 g")]
    public void A_tenfold_mass_a_pound_and_another_cell_need_one(double countsPerGram, string why) =>
        Assert.Contains(why, CalibrationChange.Doubt(Previous(412.7), countsPerGram, 128), StringComparison.Ordinal);

    private static Calibration Previous(double countsPerGram) => new()
    {
        Version = 1,
        Date = new DateTimeOffset(2026, 11, 1, 0, 0, 0, TimeSpan.Zero),
        Driver = "hx711_iio",
        Gain = 128,
        ZeroCounts = 0,
        CountsPerGram = countsPerGram,
        Points = [],
        LargestResidualGrams = 0,
        RepeatabilityGrams = 0,
        NoiseGrams = 0,
    };
}
