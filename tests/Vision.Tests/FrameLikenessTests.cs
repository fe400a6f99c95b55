using SkiaSharp;
using StationAgent.Vision.Capture;
using Xunit;

namespace StationAgent.Vision.Tests;

public sealed class FrameLikenessTests
{
    private readonly FrameLikeness _likeness = new();

    [Fact]
    public void Noise_and_a_little_light_are_not_a_difference()
    {
        Assert.True(_likeness.Agree(new Scene(1280, 720).Frame(), new Scene(1280, 720) { Seed = 5, Gain = 1.06, Noise = 8 }.Frame()));
    }

    [Theory]
    [InlineData(0.45f, 0.45f, 0.55f, 0.6f)]
    [InlineData(0.9f, 0.4f, 1f, 0.5f)]
    public void A_thing_or_a_hand_is_a_difference(float left, float top, float right, float bottom)
    {
        var other = new Scene(1280, 720).With(left, top, right, bottom, new SKColor(190, 140, 90)).Frame();

        Assert.False(_likeness.Agree(new Scene(1280, 720).Frame(), other));
    }

    [Fact]
    public void Light_that_was_switched_off_is_a_difference()
    {
        Assert.False(_likeness.Agree(new Scene().Frame(), new Scene { Gain = 0.5 }.Frame()));
    }

    [Fact]
    public void What_cannot_be_decoded_or_has_another_shape_is_like_nothing()
    {
        Assert.False(_likeness.Agree(new Scene().Frame(), new Frame(new byte[10], default, 0)));
        Assert.False(_likeness.Agree(new Scene().Frame(), new Scene(320, 320).Frame()));
    }
}
