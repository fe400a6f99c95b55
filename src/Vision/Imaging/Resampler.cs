using System.Numerics;
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
    private readonly byte[] _row = new byte[width * Picture.BytesPerPixel];
    private byte[] _narrowed = [];

    /// <summary>The part that <see cref="Resize"/> reads, within a pixel: the filter reaches over the part's edges.</summary>
    public ObjectBox Reach(ObjectBox part)
    {
        var across = (part.Right - part.Left) / width;
        var down = (part.Bottom - part.Top) / height;
        return new ObjectBox(
            Math.Max(part.Left - across, 0), Math.Max(part.Top - down, 0), Math.Min(part.Right + across, 1), Math.Min(part.Bottom + down, 1));
    }

    /// <summary>Resizes <paramref name="part"/> of a picture.</summary>
    /// <param name="picture">The decoded picture; at least the part that <see cref="Reach"/> returns must be decoded.</param>
    /// <param name="part">The part, as shares of the picture.</param>
    /// <param name="rgb">Receives height × width × 3 bytes.</param>
    public void Resize(Picture picture, ObjectBox part, Span<byte> rgb)
    {
        _across.Prepare(picture.Width, (float)(part.Left * picture.Width), (float)(part.Right * picture.Width));
        _down.Prepare(picture.Height, (float)(part.Top * picture.Height), (float)(part.Bottom * picture.Height));
        var source = MemoryMarshal.Cast<byte, uint>(picture.Pixels);
        var here = picture.Part;
        var rows = _down.End - _down.Begin;
        if (_narrowed.Length < rows * width * Picture.BytesPerPixel)
        {
            _narrowed = new byte[rows * width * Picture.BytesPerPixel];
        }

        var narrowed = MemoryMarshal.Cast<byte, uint>(_narrowed.AsSpan());
        for (var y = 0; y < rows; y++)
        {
            Narrow(source.Slice((_down.Begin + y - here.Top) * here.Width, here.Width), here.Left, narrowed.Slice(y * width, width));
        }

        for (var y = 0; y < height; y++)
        {
            Shorten(y, rgb.Slice(y * width * Channels, width * Channels));
        }
    }

    private void Narrow(ReadOnlySpan<uint> source, int left, Span<uint> target)
    {
        for (var x = 0; x < target.Length; x++)
        {
            var weights = _across.Lanes(x);
            var pixels = source.Slice(_across.First(x) - left, weights.Length);
            var pairs = MemoryMarshal.Cast<uint, ulong>(pixels);
            var pairWeights = MemoryMarshal.Cast<Vector128<int>, Vector256<int>>(weights);
            var sums = Vector256<int>.Zero;
            for (var i = 0; i < pairs.Length; i++)
            {
                sums += Widen(pairs[i]) * pairWeights[i];
            }

            var sum = Vector128.Create(Half) + sums.GetLower() + sums.GetUpper();
            if ((weights.Length & 1) != 0)
            {
                sum += Widen(pixels[^1]) * weights[^1];
            }

            target[x] = Pack(sum);
        }
    }

    private void Shorten(int y, Span<byte> rgb)
    {
        var rowBytes = width * Picture.BytesPerPixel;
        var rows = _narrowed.AsSpan((_down.First(y) - _down.Begin) * rowBytes);
        var weights = _down.Weights(y);
        var x = 0;
        for (; x <= rowBytes - Vector<byte>.Count; x += Vector<byte>.Count)
        {
            Blend(rows[x..], weights, rowBytes).CopyTo(_row, x);
        }

        for (; x < rowBytes; x++)
        {
            var sum = Half;
            for (var i = 0; i < weights.Length; i++)
            {
                sum += rows[(i * rowBytes) + x] * weights[i];
            }

            _row[x] = (byte)(sum >> ResampleAxis.Precision);
        }

        for (int from = 0, to = 0; to < rgb.Length; from += Picture.BytesPerPixel, to += Channels)
        {
            rgb[to] = _row[from];
            rgb[to + 1] = _row[from + 1];
            rgb[to + 2] = _row[from + 2];
        }
    }

    // Blends one vector of bytes over as many rows as there are weights.
    private static Vector<byte> Blend(ReadOnlySpan<byte> rows, ReadOnlySpan<int> weights, int rowBytes)
    {
        Vector<int> first = new(Half), second = first, third = first, fourth = first;
        for (int i = 0, at = 0; i < weights.Length; i++, at += rowBytes)
        {
            Vector.Widen(new Vector<byte>(rows[at..]), out var lower, out var upper);
            Vector.Widen(lower.As<ushort, short>(), out var lowerFirst, out var lowerSecond);
            Vector.Widen(upper.As<ushort, short>(), out var upperFirst, out var upperSecond);
            var weight = new Vector<int>(weights[i]);
            first += lowerFirst * weight;
            second += lowerSecond * weight;
            third += upperFirst * weight;
            fourth += upperSecond * weight;
        }

        return Vector.Narrow(
            Vector.Narrow((first >> ResampleAxis.Precision).As<int, uint>(), (second >> ResampleAxis.Precision).As<int, uint>()),
            Vector.Narrow((third >> ResampleAxis.Precision).As<int, uint>(), (fourth >> ResampleAxis.Precision).As<int, uint>()));
    }

    private static Vector128<int> Widen(uint pixel) =>
        Vector128.WidenLower(Vector128.WidenLower(Vector128.CreateScalar(pixel).AsByte())).AsInt32();

    private static Vector256<int> Widen(ulong pixels) =>
        Vector256.WidenLower(Vector256.WidenLower(Vector256.CreateScalar(pixels).AsByte())).AsInt32();

    // All weights are positive and add up to one, so no channel leaves 0–255 by more than the rounding that the shift drops.
    private static uint Pack(Vector128<int> sum)
    {
        var shifted = sum >> ResampleAxis.Precision;
        var narrow = Vector128.Narrow(shifted.AsUInt32(), Vector128<uint>.Zero);
        return Vector128.Narrow(narrow, Vector128<ushort>.Zero).AsUInt32()[0];
    }
}
