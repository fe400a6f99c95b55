using SkiaSharp;

namespace StationAgent.Tests.Simulation.Scenes;

/// <summary>A decoded frame to measure on.</summary>
internal sealed class Picture
{
    private readonly SKColor[] _pixels;

    private Picture(int width, int height, SKColor[] pixels) => (Width, Height, _pixels) = (width, height, pixels);

    public int Width { get; }

    public int Height { get; }

    public static Picture Decode(byte[] jpeg)
    {
        using var bitmap = SKBitmap.Decode(jpeg);
        return new Picture(bitmap.Width, bitmap.Height, bitmap.Pixels);
    }

    public SKColor At(int x, int y) => _pixels[(y * Width) + x];

    /// <summary>The mean difference of the channels over the pixels that <paramref name="where"/> takes, 0 to 255.</summary>
    public double DifferenceFrom(Picture other, Func<int, int, bool> where)
    {
        var (sum, count) = (0L, 0L);
        for (var y = 0; y < Height; y++)
        {
            for (var x = 0; x < Width; x++)
            {
                if (where(x, y))
                {
                    var (a, b) = (At(x, y), other.At(x, y));
                    sum += Math.Abs(a.Red - b.Red) + Math.Abs(a.Green - b.Green) + Math.Abs(a.Blue - b.Blue);
                    count += 3;
                }
            }
        }

        return count == 0 ? 0 : (double)sum / count;
    }
}
