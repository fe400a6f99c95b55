using SkiaSharp;
using StationAgent.Vision.Capture;
using Xunit;

namespace StationAgent.Vision.Tests;

public sealed class ObjectFinderTests
{
    private static readonly SKColor Brown = new(190, 140, 90);

    private readonly ObjectFinder _finder = new();
    private readonly Frame _empty = new Scene(1280, 720).Frame();

    [Theory]
    [InlineData(1.0)]
    [InlineData(0.7)]
    [InlineData(1.3)]
    public void A_thing_is_found_in_any_light_and_light_is_no_thing(double gain)
    {
        Assert.True(_finder.IsObjectIn(_empty, Piece(0.4f, 0.4f, gain)));
        Assert.False(_finder.IsObjectIn(_empty, new Scene(1280, 720) { Gain = gain, Seed = 7 }.Frame()));
    }

    /// <summary>Pictures are compared by their brightness alone, so such a piece makes no other picture.</summary>
    [Fact]
    public void A_piece_of_the_brightness_of_the_platform_is_found_by_its_colour()
    {
        var piece = new Scene(1280, 720).With(0.4f, 0.4f, 0.6f, 0.68f, new SKColor(190, 103, 40)).Frame();

        Assert.True(_finder.IsObjectIn(_empty, piece));
    }

    [Theory]
    [InlineData(0.4f, 0.4f, true)]
    [InlineData(0.408f, 0.4f, true)]
    [InlineData(0.45f, 0.4f, false)]
    [InlineData(0.4f, 0.5f, false)]
    public void A_piece_that_lies_elsewhere_is_not_in_its_place(float left, float top, bool isInPlace)
    {
        Assert.Equal(isInPlace, _finder.IsInPlace(_empty, Piece(0.4f, 0.4f, 1), Piece(left, top, 0.85)));
    }

    [Fact]
    public void Something_of_another_size_in_the_same_place_is_not_in_its_place()
    {
        var larger = new Scene(1280, 720).With(0.36f, 0.34f, 0.64f, 0.72f, Brown).Frame();

        Assert.False(_finder.IsInPlace(_empty, Piece(0.4f, 0.4f, 1), larger));
    }

    [Fact]
    public void Nothing_is_in_no_place()
    {
        Assert.False(_finder.IsInPlace(_empty, _empty, _empty));
        Assert.False(_finder.IsInPlace(_empty, Piece(0.4f, 0.4f, 1), _empty));
    }

    [Fact]
    public void In_what_cannot_be_decoded_or_has_another_shape_nothing_is_found()
    {
        var broken = new Frame(new byte[10], default, 0);

        Assert.False(_finder.IsObjectIn(_empty, broken));
        Assert.False(_finder.IsObjectIn(broken, _empty));
        Assert.False(_finder.IsObjectIn(_empty, new Scene(320, 320).Frame()));
        Assert.False(_finder.IsInPlace(_empty, Piece(0.4f, 0.4f, 1), broken));
    }

    private static Frame Piece(float left, float top, double gain) =>
        new Scene(1280, 720) { Gain = gain, Seed = (int)(left * 1_000) }.With(left, top, left + 0.2f, top + 0.28f, Brown).Frame();
}
