using SkiaSharp;

namespace StationAgent.Simulation.Scenes;

/// <summary>A seamless tile of light and dark that is laid over plain colour.</summary>
internal sealed class Texture
{
    private const int Side = 256;

    private readonly SKImage _tile;

    private Texture(Func<int, int, float> value)
    {
        var bytes = new byte[Side * Side * 4];
        for (var y = 0; y < Side; y++)
        {
            for (var x = 0; x < Side; x++)
            {
                var v = Math.Clamp(value(x, y), -1, 1);
                var at = ((y * Side) + x) * 4;
                var alpha = ColourMath.Byte(Math.Abs(v) * 255);
                // Premultiplied white for light, black for dark.
                var level = v > 0 ? alpha : (byte)0;
                (bytes[at], bytes[at + 1], bytes[at + 2], bytes[at + 3]) = (level, level, level, alpha);
            }
        }

        _tile = SKImage.FromPixelCopy(new SKImageInfo(Side, Side, SKColorType.Rgba8888, SKAlphaType.Premul), bytes);
    }

    /// <summary>Knitted wool: fine fibres that lie mostly one way, on a cloudy ground.</summary>
    public static Texture Fibre { get; } = new((x, y) =>
        (0.45f * ValueNoise.At(x / 8f, y / 2f, 11, 32 * 4)) + (0.35f * ValueNoise.At(x, y, 12, Side)) + (0.35f * ValueNoise.At(x / 32f, y / 32f, 13, 8)));

    /// <summary>Rubber and powder coating: even, fine grain.</summary>
    public static Texture Grain { get; } = new((x, y) => (0.6f * ValueNoise.At(x, y, 21, Side))
        + (0.4f * ValueNoise.At(x / 2f, y / 2f, 22, Side / 2)));

    /// <summary>Brushed metal: long, thin streaks.</summary>
    public static Texture Brushed { get; } = new((x, y) =>
        (0.6f * ValueNoise.At(x / 64f, y, 31, Side)) + (0.4f * ValueNoise.At(x / 16f, y / 2f, 32, Side)));

    /// <summary>Wood: long wavering bands with pores.</summary>
    public static Texture Wood { get; } = new((x, y) =>
    {
        var waver = 6 * ValueNoise.At(x / 64f, y / 64f, 41, 4);
        var bands = MathF.Sin(MathF.Tau * (y + waver) / 32f) * 0.4f;
        return bands + (0.3f * ValueNoise.At(x / 32f, y / 2f, 42, Side)) + (0.25f * ValueNoise.At(x / 8f, y, 43, Side));
    });

    /// <summary>Dirt and wear: broad clouds.</summary>
    public static Texture Clouds { get; } = new((x, y) =>
        (0.6f * ValueNoise.At(x / 64f, y / 64f, 51, 4)) + (0.3f * ValueNoise.At(x / 32f, y / 32f, 52, 8))
            + (0.2f * ValueNoise.At(x / 8f, y / 8f, 53, 32)));

    /// <summary>Fills the rectangle with the texture.</summary>
    /// <param name="canvas">In mm.</param>
    /// <param name="rect">Where.</param>
    /// <param name="mmPerTexel">How coarse.</param>
    /// <param name="strength">0 to 1.</param>
    /// <param name="shift">Any number; moves the tile.</param>
    public void Lay(SKCanvas canvas, SKRect rect, float mmPerTexel, float strength, int shift)
    {
        var matrix = SKMatrix.CreateScale(mmPerTexel, mmPerTexel).PreConcat(SKMatrix.CreateTranslation(shift * 37 % Side, shift * 61 % Side));
        using var shader = _tile.ToShader(
            SKShaderTileMode.Repeat, SKShaderTileMode.Repeat, new SKSamplingOptions(SKFilterMode.Linear, SKMipmapMode.Nearest), matrix);
        using var paint = new SKPaint { Shader = shader, Color = SKColors.White.WithAlpha(ColourMath.Byte(strength * 255)), IsAntialias = true };
        canvas.DrawRect(rect, paint);
    }
}
