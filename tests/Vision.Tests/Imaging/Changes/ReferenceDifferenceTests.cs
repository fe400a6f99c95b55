using CsCheck;
using SkiaSharp;
using StationAgent.Vision.Imaging;
using StationAgent.Vision.Imaging.Cells;
using StationAgent.Vision.Imaging.Changes;
using Xunit;

namespace StationAgent.Vision.Tests.Imaging.Changes;

public sealed class ReferenceDifferenceTests
{
    private static readonly SKColor Brown = new(185, 140, 95);

    private readonly ReferenceDifference _difference = new();
    private readonly Picture _picture = new();

    [Fact]
    public void The_box_is_where_the_object_lies_to_two_cells()
    {
        var place = Gen.Select(Gen.Float[0.05f, 0.55f], Gen.Float[0.05f, 0.5f], Gen.Float[0.1f, 0.38f], Gen.Float[0.15f, 0.42f]);
        Gen.Select(place, Gen.Double[0.7, 1.3], Gen.Int[2, 1000]).Sample(
            (at, gain, seed) =>
            {
                var (left, top, right, bottom) = (at.Item1, at.Item2, at.Item1 + at.Item3, at.Item2 + at.Item4);
                var found = Find(new Scene(), new Scene { Gain = gain, Seed = seed }.With(left, top, right, bottom, Brown));

                Assert.False(found.IsSeveral);
                Assert.False(found.IsCutOff);
                var box = Assert.NotNull(found.Box);
                Assert.Equal(left, box.Left, 0.02);
                Assert.Equal(right, box.Right, 0.02);
                Assert.Equal(top, box.Top, 0.033);
                Assert.Equal(bottom, box.Bottom, 0.033);
            },
            iter: 40,
            threads: 1);
    }

    [Theory]
    [InlineData(0.507f, 0.063f, 0.871f, 0.416f, 0.737, 363)]
    [InlineData(0.140f, 0.483f, 0.501f, 0.894f, 0.711, 82)]
    public void An_object_that_is_as_bright_as_the_mat_was_does_not_bend_the_light(float left, float top, float right, float bottom, double gain, int seed)
    {
        // Under three quarters of the light brown has about as much green and blue as the mat should have; it differs in red.
        var found = Find(new Scene(), new Scene { Gain = gain, Seed = seed }.With(left, top, right, bottom, Brown));

        Assert.False(found.IsSeveral);
        Assert.False(found.IsCutOff);
        Assert.Equal(right, Assert.NotNull(found.Box).Right, 0.02);
    }

    [Theory]
    [InlineData(1, 0)]
    [InlineData(0.6, 0)]
    [InlineData(1.5, 0)]
    [InlineData(1, 0.35)]
    [InlineData(1.25, 0.3)]
    public void A_change_of_light_alone_is_not_an_object(double gain, double slope)
    {
        Assert.Null(Find(new Scene(), new Scene { Gain = gain, Slope = slope, Seed = 9 }).Box);
    }

    [Fact]
    public void A_camera_that_moved_a_little_sees_no_object()
    {
        Assert.Null(Find(new Scene(), new Scene { Shift = 3, Seed = 9 }).Box);
    }

    [Fact]
    public void A_soft_shadow_is_not_an_object()
    {
        Assert.Null(Find(new Scene(), new Scene { Seed = 9 }.WithShadow(0.5f, 0.5f, 0.25f)).Box);
    }

    [Fact]
    public void The_box_leaves_most_of_a_soft_shadow_out()
    {
        var found = Find(new Scene(), new Scene { Seed = 9 }.WithShadow(0.6f, 0.5f, 0.2f).With(0.3f, 0.3f, 0.5f, 0.7f, Brown));

        Assert.Equal(0.5, Assert.NotNull(found.Box).Right, 0.07);
    }

    [Theory]
    [InlineData(150, 152, 154)]
    [InlineData(60, 61, 62)]
    [InlineData(84, 86, 88)]
    public void A_grey_object_on_a_grey_mat_is_found(byte red, byte green, byte blue)
    {
        var found = Find(new Scene(), new Scene { Seed = 9 }.With(0.3f, 0.3f, 0.55f, 0.7f, new SKColor(red, green, blue)));

        var box = Assert.NotNull(found.Box);
        Assert.Equal(0.3, box.Left, 0.02);
        Assert.Equal(0.55, box.Right, 0.02);
    }

    [Fact]
    public void An_object_of_two_halves_is_one()
    {
        var found = Find(
            new Scene(), new Scene { Seed = 9 }.With(0.3f, 0.3f, 0.42f, 0.7f, Brown).With(0.43f, 0.3f, 0.55f, 0.7f, new SKColor(230, 230, 228)));

        Assert.False(found.IsSeveral);
        Assert.Equal(0.55, Assert.NotNull(found.Box).Right, 0.02);
    }

    [Fact]
    public void Two_objects_are_several()
    {
        var found = Find(new Scene(), new Scene { Seed = 9 }.With(0.1f, 0.3f, 0.35f, 0.7f, Brown).With(0.6f, 0.3f, 0.8f, 0.7f, Brown));

        Assert.True(found.IsSeveral);
    }

    [Fact]
    public void An_object_at_the_edge_is_cut_off()
    {
        Assert.True(Find(new Scene(), new Scene { Seed = 9 }.With(0.7f, 0.3f, 1.1f, 0.7f, Brown)).IsCutOff);
    }

    [Fact]
    public void What_is_cut_off_is_looked_at_before_what_is_larger()
    {
        var found = Find(new Scene(), new Scene { Seed = 9 }.With(0.1f, 0.2f, 0.5f, 0.8f, Brown).With(0.75f, 0.3f, 1.1f, 0.7f, Brown));

        Assert.True(found.IsCutOff);
        Assert.Equal(0.75, Assert.NotNull(found.Box).Left, 0.02);
    }

    [Fact]
    public void An_object_close_to_the_edge_is_not_cut_off()
    {
        Assert.False(Find(new Scene(), new Scene { Seed = 9 }.With(0.7f, 0.3f, 0.99f, 0.7f, Brown)).IsCutOff);
    }

    [Fact]
    public void An_object_in_the_angle_of_another_is_a_second_one()
    {
        var angle = new Scene { Seed = 9 }.With(0.1f, 0.2f, 0.2f, 0.8f, Brown).With(0.1f, 0.7f, 0.5f, 0.8f, Brown);
        Assert.False(Find(new Scene(), angle).IsSeveral);
        Assert.True(Find(new Scene(), angle.With(0.32f, 0.25f, 0.5f, 0.55f, Brown)).IsSeveral);
    }

    [Fact]
    public void Surroundings_that_are_less_overexposed_are_not_an_object()
    {
        Scene Lit(double gain, int seed) => new Scene { Gain = gain, Seed = seed }.With(0.8f, -0.1f, 1.1f, 1.1f, new SKColor(200, 200, 200));

        Assert.Null(Find(Lit(1.6, 1), Lit(1.2, 9)).Box);
        Assert.NotNull(Find(Lit(1.6, 1), Lit(1.2, 9).With(0.3f, 0.3f, 0.5f, 0.7f, Brown)).Box);
    }

    [Fact]
    public void A_crumb_is_not_an_object()
    {
        Assert.Null(Find(new Scene(), new Scene { Seed = 9 }.With(0.5f, 0.5f, 0.515f, 0.53f, Brown)).Box);
    }

    [Fact]
    public void Any_two_pictures_give_a_box_inside_the_view()
    {
        var overview = Gen.Byte.Array[160 * 90 * 4];
        Gen.Select(overview, overview).Sample(
            (first, second) =>
            {
                var found = _difference.Find(Overview(first), Overview(second));

                if (found.Box is { } box)
                {
                    Assert.InRange(box.Left, 0, box.Right);
                    Assert.InRange(box.Right, box.Left, 1);
                    Assert.InRange(box.Top, 0, box.Bottom);
                    Assert.InRange(box.Bottom, box.Top, 1);
                }
            },
            iter: 20,
            threads: 1);
    }

    private static Overview Overview(byte[] rgba)
    {
        var picture = new Picture();
        rgba.CopyTo(picture.Reshape(160, 90));
        var overview = new Overview();
        overview.Take(picture, new PictureSize(160, 90));
        return overview;
    }

    private Difference Find(Scene before, Scene now) => _difference.Find(Take(before), Take(now));

    private Overview Take(Scene scene)
    {
        var overview = new Overview();
        overview.Take(_picture, FrameDecoder.Decode(scene.Jpeg(), 180, _picture));
        return overview;
    }
}
