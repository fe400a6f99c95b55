using SkiaSharp;

namespace StationAgent.Simulation.Scenes;

/// <summary>Arithmetic on colours.</summary>
internal static class ColourMath
{
    public static byte Byte(float value) => (byte)Math.Clamp(value + 0.5f, 0, 255);

    /// <summary>The colour in another light; over 1 it washes out towards white, as sensors do.</summary>
    public static SKColor Lit(SKColor colour, float light) => new(
        Byte(colour.Red * light), Byte(colour.Green * light), Byte(colour.Blue * light), colour.Alpha);

    public static SKColor Mix(SKColor a, SKColor b, float share) => new(
        Byte(a.Red + ((b.Red - a.Red) * share)),
        Byte(a.Green + ((b.Green - a.Green) * share)),
        Byte(a.Blue + ((b.Blue - a.Blue) * share)),
        Byte(a.Alpha + ((b.Alpha - a.Alpha) * share)));

    /// <summary>A colour near this one.</summary>
    public static SKColor Vary(SKColor colour, SceneRandom random, float amount)
    {
        var light = (float)random.Bell() * amount;
        var warm = (float)random.Bell() * amount * 0.4f;
        return new SKColor(
            Byte(colour.Red + light + warm), Byte(colour.Green + light), Byte(colour.Blue + light - warm), colour.Alpha);
    }
}
