using StationAgent.Vision.Imaging;

namespace StationAgent.Vision.Geometry;

/// <summary>How white a picture is: the darkest of the three channels of each pixel, 0–255. Paper is bright in all of them.</summary>
internal sealed class BrightPlane
{
    private readonly byte[] _values;

    private BrightPlane(int width, int height)
    {
        (Width, Height) = (width, height);
        _values = new byte[width * height];
    }

    public int Width { get; }

    public int Height { get; }

    /// <summary>Values row by row.</summary>
    public ReadOnlySpan<byte> Values => _values;

    /// <summary>Of a whole picture.</summary>
    public static BrightPlane Of(Picture picture)
    {
        var plane = new BrightPlane(picture.Width, picture.Height);
        var pixels = picture.Pixels;
        for (int i = 0, at = 0; i < plane._values.Length; i++, at += Picture.BytesPerPixel)
        {
            plane._values[i] = Math.Min(Math.Min(pixels[at], pixels[at + 1]), pixels[at + 2]);
        }

        return plane;
    }

    /// <summary>The mean of squares of this side.</summary>
    public BrightPlane Reduced(int factor)
    {
        var small = new BrightPlane(Width / factor, Height / factor);
        for (var y = 0; y < small.Height; y++)
        {
            for (var x = 0; x < small.Width; x++)
            {
                var sum = 0;
                for (var row = y * factor; row < (y + 1) * factor; row++)
                {
                    foreach (var value in _values.AsSpan((row * Width) + (x * factor), factor))
                    {
                        sum += value;
                    }
                }

                small._values[(y * small.Width) + x] = (byte)(sum / (factor * factor));
            }
        }

        return small;
    }

    /// <summary>The value at a point whose pixel centres are at halves; beyond the picture that of its edge.</summary>
    public double At(PlanePoint point)
    {
        var x = Math.Clamp(point.X - 0.5, 0, Width - 1);
        var y = Math.Clamp(point.Y - 0.5, 0, Height - 1);
        var (left, top) = ((int)x, (int)y);
        var (right, bottom) = (Math.Min(left + 1, Width - 1), Math.Min(top + 1, Height - 1));
        var (dx, dy) = (x - left, y - top);
        var above = (_values[(top * Width) + left] * (1 - dx)) + (_values[(top * Width) + right] * dx);
        var below = (_values[(bottom * Width) + left] * (1 - dx)) + (_values[(bottom * Width) + right] * dx);
        return (above * (1 - dy)) + (below * dy);
    }
}
