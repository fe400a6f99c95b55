using StationAgent.Cli.Live;
using StationAgent.Cli.Screen;
using StationAgent.DropOff;
using StationAgent.Signals.Texts;
using StationAgent.Simulation;
using StationAgent.Tests.DropOff;
using StationAgent.Weighing;
using Xunit;

namespace StationAgent.Tests.Cli.Screen;

public sealed class LiveViewTests
{
    [Theory]
    [InlineData(nameof(StationStatus.Ready), "READY")]
    [InlineData(nameof(StationStatus.Busy), "BUSY")]
    [InlineData(nameof(StationStatus.Occupied), "OCCUPIED")]
    [InlineData(nameof(StationStatus.OutOfService), "OUT OF SERVICE")]
    public void At_every_size_it_fits_and_the_lamp_is_in_sight(string status, string lamp)
    {
        foreach (var (pieces, name) in ((int, string)[])[(0, ""), (3, "carton damaged-dented carton-1827"), (500, "纸箱，压坏的一侧，很长的名字很长的名字很长的名字")])
        {
            var view = Busy(pieces, name);
            view.OnStatus(Enum.Parse<StationStatus>(status));
            foreach (var size in ScreenAssert.Sizes)
            {
                Assert.Contains(ScreenAssert.Fits(view, size), line => line.Contains($" {lamp} ", StringComparison.Ordinal));
            }
        }
    }

    [Theory]
    [InlineData(40, 15)]
    [InlineData(80, 24)]
    [InlineData(120, 40)]
    public void The_newest_piece_its_class_mass_and_outcome_are_in_sight(int width, int height)
    {
        var lines = ScreenAssert.Fits(Busy(100, "a carton"), new ScreenSize(width, height));
        Assert.Contains(lines, static line => line.Contains("visitor 100 of 12", StringComparison.Ordinal));
        Assert.Contains("carton, damaged", lines[^1], StringComparison.Ordinal);
        Assert.Contains("304.3", lines[^1], StringComparison.Ordinal);
        Assert.Contains("rejected", lines[^1], StringComparison.Ordinal);
    }

    /// <summary>In a wide view the words have a line of their own; in a narrow one they stand beside the lamp while the piece has to be taken back.</summary>
    [Theory]
    [InlineData("en", 40, 15, "OCCUPIED  Turn it over, please")]
    [InlineData("zh-CN", 40, 15, "OCCUPIED  请翻个面再试")]
    [InlineData("en", 80, 24, "reads: Turn it over, please")]
    [InlineData("zh-CN", 120, 40, "reads: 请翻个面再试")]
    public void What_the_person_reads_about_the_newest_piece_is_in_sight(string language, int width, int height, string words)
    {
        var view = Busy(2, "a carton", language);
        view.OnStatus(StationStatus.Occupied);
        Assert.Contains(ScreenAssert.Fits(view, new ScreenSize(width, height)), line => line.Contains(words, StringComparison.Ordinal));
    }

    [Fact]
    public void A_lost_broker_is_told_at_every_size()
    {
        var view = Busy(2, "a carton");
        view.OnLink(joined: false);
        view.OnProgress(TimeSpan.FromMinutes(1), queued: 12_345);
        foreach (var size in ScreenAssert.Sizes)
        {
            var screen = string.Join('\n', ScreenAssert.Fits(view, size));
            Assert.Contains("broker lost", screen, StringComparison.Ordinal);
            Assert.Contains("12345", screen, StringComparison.Ordinal);
        }
    }

    private static LiveView Busy(int pieces, string name, string language = "en")
    {
        var view = new LiveView(new SimulateOptions { Seed = uint.MaxValue, Speed = double.PositiveInfinity }, VisitorLanguages.All.Single(texts => texts.Language == language));
        for (var i = 0; i < 900; i++)
        {
            view.OnLoad(TimeSpan.FromSeconds(i / 4.0), new Grams(i % 100 * 98_765.4));
        }

        for (var index = 1; index <= pieces; index++)
        {
            view.OnPresented(new PresentedPiece(index, name, "packaging/carton/damaged", new Grams(304.31), TimeSpan.Zero, IsTakenBack: false));
            view.OnJudged(new DropOffRecord(
                index,
                Outcome.Rejected,
                ["condition_unclear", "mass_out_of_band"],
                Recognitions.Of("packaging/carton/damaged"),
                default,
                new StableWeight(new Grams(304.31), new Grams(1)),
                TimeSpan.Zero,
                TimeSpan.Zero));
        }

        return view;
    }
}
