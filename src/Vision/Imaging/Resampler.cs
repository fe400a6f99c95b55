using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace StationAgent.Vision.Imaging;

/// <summary>Resizes a part of a picture to the network's input. Keeps its buffers; not for use by two threads at once.</summary>
internal sealed class Resampler(int width, int height)
{
    private const int Channels = 3;
    private const int Half = 1 << (ResampleAxis.Precision - 1);

    private readonly ResampleAxis _across = new(width);
    private readonly ResampleAxis _down = new(height);
    private readonly int[] _row = new int[width * Picture.BytesPerPixel];
    private byte[] _narrowed = [];

    /// <summary>Resizes <paramref name="part"/> of a picture.</summary>
    /// <param name="picture">The decoded picture.</param>
    /// <param name="part">The part, as shares of the picture.</param>
    /// <param name="rgb">Receives height × width × 3 bytes.</param>
    public void Resize(Picture picture, ObjectBox part, Span<byte> rgb)
    {
        _across.Prepare(picture.Width, (float)(part.Left * picture.Width), (float)(part.Right * picture.Width));
        _down.Prepare(picture.Height, (float)(part.Top * picture.Height), (float)(part.Bottom * picture.Height));
        var source = MemoryMarshal.Cast<byte, uint>(picture.Pixels);
        var rows = _down.End - _down.Begin;
        if (_narrowed.Length < rows * width * Picture.BytesPerPixel)
        {
            _narrowed = new byte[rows * width * Picture.BytesPerPixel];
        }

        var narrowed = MemoryMarshal.Cast<byte, uint>(_narrowed.AsSpan());
        for (var y = 0; y < rows; y++)
        {
            Narrow(source.Slice((_down.Begin + y) * picture.Width, picture.Width), narrowed.Slice(y * width, width));
        }

        for (var y = 0; y < height; y++)
        {
            Shorten(y, rgb.Slice(y * width * Channels, width * Channels));
        }
    }

    private void Narrow(ReadOnlySpan<uint> source, Span<uint> target)
    {
        for (var x = 0; x < target.Length; x++)
        {
            var sum = Vector128.Create(Half);
            var weights = _across.Weights(x);
            var pixels = source.Slice(_across.First(x), weights.Length);
            for (var i = 0; i < weights.Length; i++)
            {
                sum += Widen(pixels[i]) * weights[i];
            }

            target[x] = Pack(sum);
        }
    }

    private void Shorten(int y, Span<byte> rgb)
    {
        var sums = _row.AsSpan();
        sums.Fill(Half);
        var weights = _down.Weights(y);
        var rowBytes = width * Picture.BytesPerPixel;
        for (var i = 0; i < weights.Length; i++)
        {
            Accumulate(_narrowed.AsSpan((_down.First(y) - _down.Begin + i) * rowBytes, rowBytes), weights[i], sums);
        }

        for (int x = 0, from = 0, to = 0; x < width; x++, from += Picture.BytesPerPixel, to += Channels)
        {
            rgb[to] = (byte)(sums[from] >> ResampleAxis.Precision);
            rgb[to + 1] = (byte)(sums[from + 1] >> ResampleAxis.Precision);
            rgb[to + 2] = (byte)(sums[from + 2] >> ResampleAxis.Precision);
        }
    }

    private static void Accumulate(ReadOnlySpan<byte> row, int weight, Span<int> sums)
    {
        var pixels = MemoryMarshal.Cast<byte, uint>(row);
        var lanes = MemoryMarshal.Cast<int, Vector128<int>>(sums);
        for (var x = 0; x < lanes.Length; x++)
        {
            lanes[x] += Widen(pixels[x]) * weight;
        }
    }

    private static Vector128<int> Widen(uint pixel) =>
        Vector128.WidenLower(Vector128.WidenLower(Vector128.CreateScalar(pixel).AsByte())).AsInt32();

    // All weights are positive and add up to one, so no channel leaves 0–255 by more than the rounding that the shift drops.
    private static uint Pack(Vector128<int> sum)
    {
        var shifted = sum >> ResampleAxis.Precision;
        var narrow = Vector128.Narrow(shifted.AsUInt32(), Vector128<uint>.Zero);
        return Vector128.Narrow(narrow, Vector128<ushort>.Zero).AsUInt32()[0];
    }
}
