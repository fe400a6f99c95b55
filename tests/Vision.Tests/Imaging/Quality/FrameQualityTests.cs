using SkiaSharp;
using StationAgent.Vision.Imaging.Quality;
using Xunit;

namespace StationAgent.Vision.Tests.Imaging.Quality;

public sealed class FrameQualityTests
{
    private const int Side = 160;

    private readonly FrameQuality _quality = new(Side, Side);

    [Fact]
    public void Sharpness_falls_as_the_blur_grows()
    {
        var sharp = Sharpness(0, 1);
        var soft = Sharpness(2, 1);
        var blurred = Sharpness(8, 1);

        Assert.True(sharp > soft && soft > blurred, $"{sharp} {soft} {blurred}");
        Assert.True(sharp > 2 * FrameQuality.BlurredBelow, $"{sharp}");
        Assert.True(blurred < FrameQuality.BlurredBelow, $"{blurred}");
    }

    [Fact]
    public void A_dim_picture_is_as_sharp_as_a_bright_one()
    {
        Assert.InRange(Sharpness(0, 0.4)!.Value / Sharpness(0, 1)!.Value, 0.8, 1.25);
    }

    [Fact]
    public void A_plain_surface_is_neither_sharp_nor_blurred()
    {
        Assert.Null(_quality.Sharpness(new byte[Side * Side * 3]));
    }

    private double? Sharpness(float blur, double gain)
    {
        using var drawn = new Scene(Side, Side) { Noise = 0, Gain = gain }.With(0.3f, 0.3f, 0.7f, 0.7f, new SKColor(245, 215, 180)).Draw();
        using var target = new SKBitmap(drawn.Info);
        using (var canvas = new SKCanvas(target))
        {
            using var filter = SKImageFilter.CreateBlur(blur, blur, SKShaderTileMode.Clamp);
            using var paint = new SKPaint { ImageFilter = blur > 0 ? filter : null };
            canvas.DrawBitmap(drawn, 0, 0, paint);
        }

        var rgb = new byte[Side * Side * 3];
        for (var i = 0; i < Side * Side; i++)
        {
            target.GetPixelSpan().Slice(4 * i, 3).CopyTo(rgb.AsSpan(3 * i));
        }

        return _quality.Sharpness(rgb);
    }
}
