using CsCheck;
using SkiaSharp;
using StationAgent.Vision.Imaging;
using StationAgent.Vision.Imaging.Cells;
using StationAgent.Vision.Imaging.Quality;
using Xunit;

namespace StationAgent.Vision.Tests.Imaging.Quality;

public sealed class RemainingEdgesTests
{
    private const int Width = 640;
    private const int Height = 360;

    private static readonly SKColor Brown = new(185, 140, 95);

    private readonly RemainingEdges _edges = new();
    private readonly Picture _picture = new();

    [Fact]
    public void A_sharp_frame_keeps_its_edges_whatever_the_light_and_wherever_the_piece_lies()
    {
        var piece = Gen.Select(Gen.Float[0.05f, 0.4f], Gen.Float[0.05f, 0.4f], Gen.Float[0.1f, 0.5f], Gen.Float[0.1f, 0.5f]);
        Gen.Select(piece, Gen.Double[0.6, 1.4], Gen.Int[-6, 6]).Sample(
            (at, gain, shift) =>
            {
                var box = new ObjectBox(at.Item1, at.Item2, at.Item1 + at.Item3, at.Item2 + at.Item4);
                var frame = new Scene { Gain = gain, Shift = shift, Seed = 5 }
                    .With((float)box.Left, (float)box.Top, (float)box.Right, (float)box.Bottom, Brown);

                Assert.InRange(Share(frame, 0, box)!.Value, 0.85, 1.3);
            },
            iter: 30,
            threads: 1);
    }

    [Theory]
    [InlineData(4, 1)]
    [InlineData(8, 1)]
    [InlineData(5, 0.6)]
    [InlineData(5, 1.3)]
    public void A_frame_out_of_focus_has_lost_them(float sigma, double gain)
    {
        var share = Share(new Scene { Gain = gain }.With(0.3f, 0.3f, 0.6f, 0.6f, Brown), sigma, new ObjectBox(0.3, 0.3, 0.6, 0.6));

        Assert.True(share < RemainingEdges.BlurredBelow, $"{share}");
    }

    [Fact]
    public void A_platform_without_edges_cannot_tell()
    {
        using var plain = new SKBitmap(Width, Height);
        plain.Erase(new SKColor(120, 122, 124));
        _edges.SetReference(Decode(Scene.Encode(plain, SKEncodedImageFormat.Png, 100)));

        Assert.Null(_edges.Share(Decode(new Scene().Jpeg()), null));
    }

    [Fact]
    public void An_object_that_hides_all_edges_cannot_tell()
    {
        Assert.Null(Share(new Scene(), 0, ObjectBox.Whole));
    }

    private double? Share(Scene frame, float sigma, ObjectBox box)
    {
        _edges.SetReference(Decode(new Scene().Jpeg()));
        return _edges.Share(Decode(Blurred(frame, sigma)), box);
    }

    private static byte[] Blurred(Scene scene, float sigma)
    {
        using var drawn = scene.Draw();
        using var target = new SKBitmap(drawn.Info);
        using (var canvas = new SKCanvas(target))
        {
            using var filter = SKImageFilter.CreateBlur(sigma, sigma, SKShaderTileMode.Clamp);
            using var paint = new SKPaint { ImageFilter = sigma > 0 ? filter : null };
            canvas.DrawBitmap(drawn, 0, 0, paint);
        }

        return Scene.Encode(target, SKEncodedImageFormat.Jpeg, 88);
    }

    private Overview Decode(byte[] file)
    {
        using var encoded = FrameDecoder.Open(file);
        encoded.Decode(Overview.MinShortSide(encoded.Size), _picture);
        var overview = new Overview();
        overview.Take(_picture, encoded.Size);
        return overview;
    }
}
