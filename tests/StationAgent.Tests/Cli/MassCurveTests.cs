using StationAgent.Cli.Live;
using Xunit;

namespace StationAgent.Tests.Cli;

public sealed class MassCurveTests
{
    private static readonly TimeSpan Column = TimeSpan.FromSeconds(1);

    [Fact]
    public void A_flat_load_is_a_flat_line_at_the_bottom()
    {
        var curve = new MassCurve(Column);
        Feed(curve, Enumerable.Repeat(0.0, 8));
        var lines = curve.Draw(4, 2);
        Assert.Equal(["\u2800\u2800\u2800\u2800", "\u28c0\u28c0\u28c0\u28c0"], lines);
    }

    [Fact]
    public void A_step_rises_from_the_bottom_to_the_top()
    {
        var curve = new MassCurve(Column);
        Feed(curve, [0, 0, 200, 200]);
        // Two dots at the bottom, a riser over all four rows, one dot at the top.
        Assert.Equal(["\u28c0\u284f"], curve.Draw(2, 1));
        Assert.Equal(200, curve.FullScale);
    }

    [Fact]
    public void What_has_left_the_picture_no_longer_scales_it()
    {
        var curve = new MassCurve(Column);
        Feed(curve, [900, 0, 0, 0, 0, 0]);
        curve.Draw(2, 1);
        Assert.Equal(50, curve.FullScale);
    }

    [Fact]
    public void A_long_silence_keeps_the_last_load_and_ends_quickly()
    {
        var curve = new MassCurve(Column);
        curve.Add(TimeSpan.Zero, 70);
        curve.Add(TimeSpan.FromDays(3000), 70);
        curve.Draw(3, 1);
        Assert.Equal(70, curve.FullScale);
    }

    [Fact]
    public void A_wider_picture_shows_more_of_the_past()
    {
        var curve = new MassCurve(Column);
        Feed(curve, [900, 0, 0, 0, 0, 0]);
        curve.Draw(2, 1);
        Assert.Equal(50, curve.FullScale);
        curve.Draw(3, 1);
        Assert.Equal(900, curve.FullScale);
        Assert.Equal(TimeSpan.FromSeconds(6), curve.SpanOf(3));
    }

    private static void Feed(MassCurve curve, IEnumerable<double> masses)
    {
        var at = TimeSpan.Zero;
        foreach (var grams in masses)
        {
            curve.Add(at, grams);
            at += Column;
        }
    }
}
