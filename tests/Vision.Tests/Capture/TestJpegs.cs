using SkiaSharp;

namespace StationAgent.Vision.Tests.Capture;

/// <summary>Small JPEG files for tests.</summary>
internal static class TestJpegs
{
    /// <summary>Real ones, each of another colour.</summary>
    public static byte[][] Real(int count) => [.. Enumerable.Range(0, count).Select(static i => One(i, 48, 32))];

    /// <summary>A real one that is smaller than the others, as a camera's preview is.</summary>
    public static byte[] Preview(int seed = 0) => One(seed, 16, 16);

    /// <summary>A picture within whose header stands a whole smaller one, as a camera's thumbnail does.</summary>
    public static byte[] WithThumbnail(byte[] picture, byte[] thumbnail)
    {
        var length = thumbnail.Length + 2;
        return [0xFF, 0xD8, 0xFF, 0xE1, (byte)(length >> 8), (byte)length, .. thumbnail, .. picture.AsSpan(2)];
    }

    private static byte[] One(int index, int width, int height)
    {
        using var bitmap = new SKBitmap(width, height);
        var random = new Random(index);
        for (var i = 0; i < width * height; i++)
        {
            bitmap.SetPixel(i % width, i / width, new SKColor((uint)random.Next() | 0xFF000000));
        }

        return Scene.Encode(bitmap, SKEncodedImageFormat.Jpeg, 80);
    }
}
