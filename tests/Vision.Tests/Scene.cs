using SkiaSharp;
using StationAgent.Vision.Capture;

namespace StationAgent.Vision.Tests;

/// <summary>A platform seen from above, drawn for a test: a mat with some pattern, light that may change, and things on it.</summary>
internal sealed class Scene(int width = 640, int height = 360)
{
    private readonly List<(SKRect Place, SKColor Colour)> _things = [];
    private readonly List<(SKPoint Centre, float Radius)> _shadows = [];

    public SKColor Mat { get; init; } = new(120, 122, 124);

    /// <summary>What automatic exposure makes of the light.</summary>
    public double Gain { get; init; } = 1;

    /// <summary>Share of the light that the right edge has less than the left.</summary>
    public double Slope { get; init; }

    /// <summary>Largest change of a pixel by noise.</summary>
    public int Noise { get; init; } = 4;

    public int Seed { get; init; } = 1;

    /// <summary>How far the camera has moved, in pixels.</summary>
    public int Shift { get; init; }

    public Scene With(float left, float top, float right, float bottom, SKColor colour)
    {
        _things.Add((new SKRect(left * width, top * height, right * width, bottom * height), colour));
        return this;
    }

    public Scene WithShadow(float x, float y, float radius)
    {
        _shadows.Add((new SKPoint(x * width, y * height), radius * width));
        return this;
    }

    public byte[] Jpeg(int quality = 88)
    {
        using var bitmap = Draw();
        return Encode(bitmap, SKEncodedImageFormat.Jpeg, quality);
    }

    public byte[] Png()
    {
        using var bitmap = Draw();
        return Encode(bitmap, SKEncodedImageFormat.Png, 100);
    }

    public Frame Frame(TimeSpan at = default, long sequence = 0) => new(Jpeg(), at, sequence);

    public static byte[] Encode(SKBitmap bitmap, SKEncodedImageFormat format, int quality)
    {
        using var image = SKImage.FromBitmap(bitmap);
        using var data = image.Encode(format, quality);
        return data.ToArray();
    }

    public SKBitmap Draw()
    {
        var bitmap = new SKBitmap(width, height, SKColorType.Rgba8888, SKAlphaType.Opaque);
        using var canvas = new SKCanvas(bitmap);
        canvas.Clear(Mat);
        canvas.Translate(Shift, 0);
        DrawPattern(canvas);
        foreach (var (centre, radius) in _shadows)
        {
            using var shader = SKShader.CreateRadialGradient(
                centre, radius, [new SKColor(0, 0, 0, 90), new SKColor(0, 0, 0, 0)], null, SKShaderTileMode.Clamp);
            using var paint = new SKPaint { Shader = shader };
            canvas.DrawCircle(centre, radius, paint);
        }

        foreach (var (place, colour) in _things)
        {
            using var paint = new SKPaint { Color = colour, IsAntialias = true };
            canvas.DrawRect(place, paint);
        }

        Light(bitmap);
        return bitmap;
    }

    private void DrawPattern(SKCanvas canvas)
    {
        using var line = new SKPaint { Color = new SKColor(0, 0, 0, 40), StrokeWidth = 3 };
        for (var x = -20; x < width; x += 24)
        {
            canvas.DrawLine(x, 0, x + 40, height, line);
        }
    }

    private void Light(SKBitmap bitmap)
    {
        var random = new Random(Seed);
        var pixels = bitmap.GetPixelSpan();
        var copy = pixels.ToArray();
        for (var i = 0; i < copy.Length; i++)
        {
            var x = i / 4 % width;
            var light = Gain * (1 - (Slope * x / width));
            copy[i] = i % 4 == 3 ? (byte)255 : (byte)Math.Clamp((copy[i] * light) + random.Next(-Noise, Noise + 1), 0, 255);
        }

        copy.CopyTo(bitmap.GetPixelSpan());
    }
}
