using SkiaSharp;

namespace StationAgent.Vision.Capture.V4l2;

/// <summary>
/// Makes JPEG files of YUYV pictures (two pixels in four bytes: luma, blue difference, luma, red difference; BT.601, limited range). It costs some
/// 15 ms a frame of 1280×720 on a desktop's core, several times that on a Raspberry Pi: a camera that gives MJPEG is the better one.
/// </summary>
internal sealed class YuyvEncoder : IDisposable
{
    private const int Quality = 90;
    private const int BytesPerPixel = 2;

    private readonly SKBitmap _bitmap;
    private readonly int _stride;

    /// <summary>Makes one for pictures of a size.</summary>
    /// <param name="width">Columns.</param>
    /// <param name="height">Rows.</param>
    /// <param name="bytesPerLine">Bytes from row to row; a value that is less than a row means a row without padding.</param>
    public YuyvEncoder(int width, int height, int bytesPerLine)
    {
        _bitmap = new SKBitmap(width, height, SKColorType.Rgba8888, SKAlphaType.Opaque);
        _stride = Math.Max(bytesPerLine, BytesPerPixel * width);
    }

    /// <summary>Encodes a picture.</summary>
    /// <param name="yuyv">The picture.</param>
    /// <returns>The JPEG file; null when the picture is too short for its size.</returns>
    public byte[]? Encode(ReadOnlySpan<byte> yuyv)
    {
        var row = BytesPerPixel * _bitmap.Width;
        if (yuyv.Length < (_stride * (_bitmap.Height - 1)) + row)
        {
            return null;
        }

        var pixels = _bitmap.GetPixelSpan();
        for (var y = 0; y < _bitmap.Height; y++)
        {
            Convert(yuyv.Slice(y * _stride, row), pixels[(y * _bitmap.RowBytes)..]);
        }

        using var data = _bitmap.Encode(SKEncodedImageFormat.Jpeg, Quality);
        return data.ToArray();
    }

    /// <inheritdoc/>
    public void Dispose() => _bitmap.Dispose();

    // Fixed point with eight bits, ITU-R BT.601: R = 1.164 (Y-16) + 1.596 V, G = 1.164 (Y-16) - 0.391 U - 0.813 V, B = 1.164 (Y-16) + 2.018 U.
    private static void Convert(ReadOnlySpan<byte> from, Span<byte> to)
    {
        for (int i = 0, o = 0; i + 3 < from.Length; i += 4, o += 8)
        {
            var u = from[i + 1] - 128;
            var v = from[i + 3] - 128;
            var (red, green, blue) = (409 * v, (-100 * u) - (208 * v), 516 * u);
            for (var pixel = 0; pixel < 2; pixel++)
            {
                var luma = (298 * (from[i + (2 * pixel)] - 16)) + 128;
                var target = to.Slice(o + (4 * pixel), 4);
                target[0] = Limit(luma + red);
                target[1] = Limit(luma + green);
                target[2] = Limit(luma + blue);
                target[3] = byte.MaxValue;
            }
        }
    }

    private static byte Limit(int value) => (byte)Math.Clamp(value >> 8, 0, 255);
}
