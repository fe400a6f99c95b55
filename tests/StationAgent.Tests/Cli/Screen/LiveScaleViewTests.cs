using StationAgent.Cli.Scales;
using StationAgent.Weighing;
using Xunit;

namespace StationAgent.Tests.Cli.Screen;

public sealed class LiveScaleViewTests
{
    public static TheoryData<string, bool, string?, string> States() => new()
    {
        { nameof(SampleStatus.Ok), true, null, "STABLE" },
        { nameof(SampleStatus.Ok), false, null, "MOVING" },
        { nameof(SampleStatus.Overload), false, null, "OVERLOAD" },
        { nameof(SampleStatus.Underload), false, null, "UNDERLOAD" },
        { nameof(SampleStatus.Ok), true, "it delivered nothing for 2 s: check the cable, the power supply and the settings of the terminal, 称重终端没有回答", "LOST" },
    };

    [Theory]
    [MemberData(nameof(States))]
    public void At_every_size_it_fits_and_the_state_is_in_sight(string status, bool isStable, string? lost, string state)
    {
        var view = new LiveScaleView("scale, driver continuous");
        for (var i = 0; i < 300; i++)
        {
            view.OnSample(new ScaleFigures(
                TimeSpan.FromSeconds(i / 10.0), new Grams(-123_456.7), new Grams(123_456.7), Enum.Parse<SampleStatus>(status), isStable, 12.34, 100.0, 1_234_567, 12_345));
        }

        if (lost is not null)
        {
            view.OnLost(lost);
        }

        foreach (var size in ScreenAssert.Sizes)
        {
            var screen = string.Join('\n', ScreenAssert.Fits(view, size));
            Assert.Contains($" {state} ", screen, StringComparison.Ordinal);
            Assert.Contains("123456.7 g net", screen, StringComparison.Ordinal);
            Assert.Contains("12345 unusable", screen, StringComparison.Ordinal);
            Assert.Contains(lost is null ? "Ctrl+C" : "lost: it delivered nothing", screen, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Before_the_first_sample_it_says_what_it_waits_for()
    {
        var view = new LiveScaleView("scale, driver continuous");
        foreach (var size in ScreenAssert.Sizes)
        {
            Assert.Contains("waiting for the first sample", string.Join('\n', ScreenAssert.Fits(view, size)), StringComparison.Ordinal);
        }
    }
}
