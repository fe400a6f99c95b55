using StationAgent.Vision.Imaging;
using StationAgent.Vision.Imaging.Cells;
using Xunit;

namespace StationAgent.Vision.Tests.Imaging.Cells;

public sealed class OverviewTests
{
    [Theory]
    [InlineData(1280, 720, 90)]
    [InlineData(640, 480, 120)]
    [InlineData(720, 1280, 90)]
    [InlineData(1920, 1080, 180)]
    [InlineData(800, 600, 240)]
    public void A_cell_is_one_pixel_where_a_scale_fits_the_grid_and_else_at_least_two(int width, int height, int shorter)
    {
        Assert.Equal(shorter, Overview.MinShortSide(new PictureSize(width, height)));
    }

    [Theory]
    [InlineData(1280, 720)]
    [InlineData(640, 480)]
    [InlineData(1280, 714)]
    public void Each_scale_shows_the_same_grid(int width, int height)
    {
        var scene = new Scene(width, height).With(0.2f, 0.3f, 0.6f, 0.8f, new SkiaSharp.SKColor(200, 60, 40));
        var (first, whole) = (Take(scene, fromWhole: false), Take(scene, fromWhole: true));

        Assert.Equal((whole.Width, whole.Height), (first.Width, first.Height));
        for (var channel = 0; channel < 3; channel++)
        {
            var differing = 0;
            for (var cell = 0; cell < whole.Cells; cell++)
            {
                differing += Math.Abs(first.Plane(channel)[cell] - whole.Plane(channel)[cell]) > 6 ? 1 : 0;
            }

            Assert.InRange(differing, 0, whole.Cells / 50);
        }
    }

    [Fact]
    public void A_pixel_a_cell_is_taken_as_it_is()
    {
        var picture = new Picture();
        var pixels = picture.Reshape(160, 3);
        for (var i = 0; i < pixels.Length; i++)
        {
            pixels[i] = (byte)(i * 7);
        }

        var overview = new Overview();
        overview.Take(picture, new PictureSize(160, 3));

        for (var i = 0; i < pixels.Length; i++)
        {
            Assert.True(i % 4 == 3 || overview.Plane(i % 4)[i / 4] == picture.Pixels[i], $"byte {i}");
        }
    }

    private static Overview Take(Scene scene, bool fromWhole)
    {
        var overview = new Overview();
        var picture = new Picture();
        using var encoded = FrameDecoder.Open(scene.Jpeg());
        encoded.Decode(fromWhole ? encoded.Size.Shorter : Overview.MinShortSide(encoded.Size), picture);
        overview.Take(picture, encoded.Size);
        return overview;
    }
}
