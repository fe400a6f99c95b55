using System.Numerics;
using SkiaSharp;

namespace StationAgent.Simulation.Scenes;

/// <summary>What lens and sensor do to the light: uneven light, vignette, blur, exposure and noise.</summary>
internal sealed class CameraEffects : IDisposable
{
    private const int FieldWidth = 64;
    private const int FieldHeight = 36;
    private const int Tile = 512;
    private const float UnitDeviation = 24;

    private static readonly sbyte[] UnitNoise = DrawUnitNoise();

    private readonly SKImage _field;
    private readonly int _blurs;
    private readonly byte[] _brighter;
    private readonly byte[] _darker;

    private CameraEffects(SKImage field, int blurs, byte[] brighter, byte[] darker)
    {
        _field = field;
        _blurs = blurs;
        _brighter = brighter;
        _darker = darker;
    }

    public static CameraEffects Draw(int platformSeed, SceneLight light)
    {
        var random = SceneRandom.For(platformSeed, "sensor");
        var field = Field(SceneRandom.For(platformSeed, "field"), light);
        var blurs = random.Below(3);
        var (brighter, darker) = Noise(random.Range(1.6f, 4.2f));
        return new CameraEffects(field, blurs, brighter, darker);
    }

    /// <summary>Lays the light's unevenness and the lens's softness on the drawn pixels inside the rectangle.</summary>
    public void Expose(SKBitmap picture, SKCanvas canvas, SKRectI area, double stops)
    {
        canvas.Save();
        canvas.ClipRect(area);
        using (var paint = new SKPaint { BlendMode = SKBlendMode.Modulate })
        {
            canvas.DrawImage(
                _field, new SKRect(0, 0, picture.Width, picture.Height), new SKSamplingOptions(SKFilterMode.Linear), paint);
        }

        if (stops != 0)
        {
            // Multiplying by more than one: add the picture's own share on top.
            var gain = Math.Pow(2, stops);
            var share = ColourMath.Byte((float)(255 * (stops > 0 ? gain - 1 : gain)));
            using var paint = new SKPaint
            {
                BlendMode = stops > 0 ? SKBlendMode.ColorDodge : SKBlendMode.Modulate,
                Color = stops > 0 ? new SKColor(Dodge(gain), Dodge(gain), Dodge(gain)) : new SKColor(share, share, share),
            };
            canvas.DrawRect(area, paint);
        }

        canvas.Restore();
        canvas.Flush();
        for (var pass = 0; pass < _blurs; pass++)
        {
            Blur(picture, area);
        }

        // Dodging divides by one minus the colour.
        static byte Dodge(double gain) => ColourMath.Byte((float)(255 * (1 - (1 / gain))));
    }

    /// <summary>Copies the picture with noise on it.</summary>
    public void Sense(ReadOnlySpan<byte> clean, Span<byte> noisy, int width, int noiseSeed)
    {
        var bits = SceneRandom.Mix((ulong)(uint)noiseSeed + 0x9E3779B97F4A7C15UL);
        var (shiftX, shiftY) = ((int)(bits & (Tile - 1)), (int)((bits >> 16) & (Tile - 1)));
        var rowBytes = width * 4;
        var height = clean.Length / rowBytes;
        const int TileRow = Tile * 4;
        for (var y = 0; y < height; y++)
        {
            // Every band of 512 rows starts elsewhere in the tile, and so does each stretch of 512 columns.
            var tileY = ((y + shiftY) & (Tile - 1)) * TileRow;
            var x = 0;
            while (x < rowBytes)
            {
                var tileX = (x + (shiftX * 4)) & ((Tile * 4) - 1);
                var length = Math.Min(rowBytes - x, (Tile * 4) - tileX);
                Add(
                    clean.Slice((y * rowBytes) + x, length), _brighter.AsSpan(tileY + tileX, length), _darker.AsSpan(tileY + tileX, length),
                    noisy.Slice((y * rowBytes) + x, length));
                x += length;
            }
        }
    }

    public void Dispose() => _field.Dispose();

    private static void Add(ReadOnlySpan<byte> source, ReadOnlySpan<byte> brighter, ReadOnlySpan<byte> darker, Span<byte> target)
    {
        var i = 0;
        var wide = Vector<byte>.Count;
        for (; i <= source.Length - wide; i += wide)
        {
            var value = Vector.AddSaturate(new Vector<byte>(source[i..]), new Vector<byte>(brighter[i..]));
            Vector.SubtractSaturate(value, new Vector<byte>(darker[i..])).CopyTo(target[i..]);
        }

        for (; i < source.Length; i++)
        {
            target[i] = (byte)Math.Clamp(source[i] + brighter[i] - darker[i], 0, 255);
        }
    }

    /// <summary>Four bytes at a time without unpacking: averages by carry-free addition, once rounded down and once up.</summary>
    private static unsafe void Blur(SKBitmap picture, SKRectI area)
    {
        var stride = picture.RowBytes / 4;
        var pixels = (uint*)picture.GetPixels();
        var (left, right) = (Math.Max(area.Left, 1), Math.Min(area.Right, picture.Width - 1));
        var (top, bottom) = (Math.Max(area.Top, 1), Math.Min(area.Bottom, picture.Height - 1));
        Span<uint> above = new uint[picture.Width];
        for (var y = top; y < bottom; y++)
        {
            var row = pixels + ((long)y * stride);
            var previous = row[left - 1];
            for (var x = left; x < right; x++)
            {
                var here = row[x];
                row[x] = Middle(previous, here, row[x + 1]);
                previous = here;
            }
        }

        new ReadOnlySpan<uint>(pixels + ((long)(top - 1) * stride), picture.Width).CopyTo(above);
        for (var y = top; y < bottom; y++)
        {
            var row = pixels + ((long)y * stride);
            var below = row + stride;
            for (var x = left; x < right; x++)
            {
                var here = row[x];
                row[x] = Middle(above[x], here, below[x]);
                above[x] = here;
            }
        }

        static uint Middle(uint a, uint b, uint c)
        {
            var outer = (a & c) + (((a ^ c) & 0xFEFEFEFE) >> 1);
            return (outer | b) - (((outer ^ b) & 0xFEFEFEFE) >> 1);
        }
    }

    private static SKImage Field(SceneRandom random, SceneLight light)
    {
        var vignette = random.Range(0f, 0.28f);
        var slope = random.Range(0f, 0.2f);
        var exposure = random.Range(0.88f, 1f);
        var angle = random.Range(0f, MathF.Tau);
        var (dimX, dimY) = (random.Pick(-0.8f, 0.8f), random.Pick(-0.8f, 0.8f));
        var dim = random.Chance(0.3) ? random.Range(0.1f, 0.35f) : 0;
        var info = new SKImageInfo(FieldWidth, FieldHeight, SKColorType.Rgba8888, SKAlphaType.Opaque);
        var bytes = new byte[info.BytesSize];
        for (var y = 0; y < FieldHeight; y++)
        {
            for (var x = 0; x < FieldWidth; x++)
            {
                var (u, v) = ((2f * x / (FieldWidth - 1)) - 1, (2f * y / (FieldHeight - 1)) - 1);
                var value = 1 - (vignette * ((u * u) + (v * v)) * 0.5f)
                    - (slope * (1 + (u * MathF.Cos(angle)) + (v * MathF.Sin(angle))) * 0.4f)
                    - (dim * MathF.Exp(-2.5f * (((u - dimX) * (u - dimX)) + ((v - dimY) * (v - dimY)))));
                var lit = ColourMath.Lit(light.Tint, value * exposure);
                var at = ((y * FieldWidth) + x) * 4;
                (bytes[at], bytes[at + 1], bytes[at + 2], bytes[at + 3]) = (lit.Red, lit.Green, lit.Blue, 255);
            }
        }

        return SKImage.FromPixelCopy(info, bytes);
    }

    /// <summary>The tile at this strength.</summary>
    private static (byte[] Brighter, byte[] Darker) Noise(float deviation)
    {
        var (brighter, darker) = (new byte[UnitNoise.Length], new byte[UnitNoise.Length]);
        for (var i = 0; i < UnitNoise.Length; i++)
        {
            var value = (int)MathF.Round(UnitNoise[i] * deviation / UnitDeviation);
            (brighter[i], darker[i]) = value >= 0 ? ((byte)value, (byte)0) : ((byte)0, (byte)-value);
        }

        return (brighter, darker);
    }

    private static sbyte[] DrawUnitNoise()
    {
        var random = SceneRandom.For(0, "sensor noise");
        var unit = new sbyte[Tile * Tile * 4];
        Span<float> colour = stackalloc float[3];
        for (var i = 0; i < unit.Length; i += 4)
        {
            var luma = (float)random.Bell() * UnitDeviation;
            // Demosaicing smears colour over neighbours: refresh it every second pixel only.
            if ((i & 4) == 0)
            {
                colour[0] = (float)random.Bell() * UnitDeviation * 0.5f;
                colour[1] = (float)random.Bell() * UnitDeviation * 0.2f;
                colour[2] = (float)random.Bell() * UnitDeviation * 0.6f;
            }

            for (var c = 0; c < 3; c++)
            {
                unit[i + c] = (sbyte)Math.Clamp(luma + colour[c], -127, 127);
            }
        }

        return unit;
    }
}
