using SkiaSharp;

namespace StationAgent.Vision.Tests;

/// <summary>A platform and what stands around it, as a fixed camera sees it; what changes is light, focus and where the camera points.</summary>
internal sealed record DrawnView
{
    private const int Width = 1280;
    private const int Height = 720;
    private const int Noise = 5;

    /// <summary>What exposure makes of the light.</summary>
    public double Gain { get; init; } = 1;

    /// <summary>Share of the light that the right edge has less than the left.</summary>
    public double Slope { get; init; }

    /// <summary>Radius of the blur in pixels.</summary>
    public float Blur { get; init; }

    /// <summary>How far the camera has moved, in pixels.</summary>
    public int Shift { get; init; }

    /// <summary>Whether a lamp's shadow lies over a corner.</summary>
    public bool Shadow { get; init; }

    /// <summary>Left edge of a person, as a share of the width; null for nobody.</summary>
    public float? Person { get; init; }

    /// <summary>Nothing to see but one surface.</summary>
    public bool Plain { get; init; }

    /// <summary>The picture with some sensor noise.</summary>
    public byte[] Jpeg(int seed)
    {
        using var bitmap = new SKBitmap(Width, Height, SKColorType.Rgba8888, SKAlphaType.Opaque);
        using (var canvas = new SKCanvas(bitmap))
        {
            using var filter = Blur > 0 ? SKImageFilter.CreateBlur(Blur, Blur, SKShaderTileMode.Clamp) : null;
            using var layer = new SKPaint { ImageFilter = filter };
            canvas.Clear(new SKColor(110, 112, 115));
            canvas.SaveLayer(layer);
            Draw(canvas);
            canvas.Restore();
        }

        Light(bitmap, new Random(seed));
        return Scene.Encode(bitmap, SKEncodedImageFormat.Jpeg, 85);
    }

    /// <summary>Three pictures that differ by noise.</summary>
    public byte[][] Jpegs() => [Jpeg(1), Jpeg(2), Jpeg(3)];

    private void Draw(SKCanvas canvas)
    {
        using var paint = new SKPaint { IsAntialias = true };
        paint.Color = new SKColor(110, 112, 115);
        canvas.DrawRect(0, 0, Width, Height, paint);
        if (Plain)
        {
            return;
        }

        // What stands around is the same for every picture; it reaches beyond the edges, so that a moved camera sees more of it.
        var random = new Random(42);
        for (var i = 0; i < 160; i++)
        {
            paint.Color = new SKColor((byte)random.Next(40, 220), (byte)random.Next(40, 220), (byte)random.Next(40, 220));
            var (x, y) = (random.Next(-400, Width + 400), random.Next(Height));
            canvas.DrawRect(x + Shift, y, random.Next(20, 160), random.Next(20, 120), paint);
        }

        paint.Color = new SKColor(70, 72, 74);
        canvas.DrawRect((0.22f * Width) + Shift, 0.22f * Height, 0.56f * Width, 0.56f * Height, paint);
        if (Person is { } left)
        {
            paint.Color = new SKColor(200, 160, 130);
            canvas.DrawOval((left + 0.35f) * Width, 0.5f * Height, 0.35f * Width, 0.35f * Height, paint);
        }

        if (Shadow)
        {
            paint.Color = new SKColor(0, 0, 0, 110);
            canvas.DrawOval(0.2f * Width, 0.2f * Height, 0.3f * Width, 0.4f * Height, paint);
        }
    }

    private void Light(SKBitmap bitmap, Random random)
    {
        var pixels = bitmap.GetPixelSpan();
        for (var i = 0; i < pixels.Length; i++)
        {
            var light = Gain * (1 - (Slope * (i / 4 % Width) / Width));
            pixels[i] = i % 4 == 3 ? byte.MaxValue : (byte)Math.Clamp((pixels[i] * light) + random.Next(-Noise, Noise + 1), 0, 255);
        }
    }
}
