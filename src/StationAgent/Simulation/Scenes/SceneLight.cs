using System.Numerics;
using SkiaSharp;

namespace StationAgent.Simulation.Scenes;

/// <summary>One lamp and the light of the room.</summary>
/// <param name="Towards">Unit vector from the platform to the lamp.</param>
/// <param name="Ambient">The room's share of the light, 0 to 1.</param>
/// <param name="Softness">The lamp's width as seen from the platform, in mm of blur for 100 mm of height.</param>
/// <param name="Tint">The light's colour; white is neutral.</param>
internal sealed record SceneLight(Vector3 Towards, float Ambient, float Softness, SKColor Tint)
{
    public static SceneLight Draw(int platformSeed)
    {
        var random = SceneRandom.For(platformSeed, "light");
        var azimuth = random.Range(0f, MathF.Tau);
        var elevation = random.Range(0.75f, 1.35f);
        var ambient = random.Range(0.38f, 0.66f);
        var softness = random.Range(6f, 40f);
        // From a warm bulb (about 3000 K) over neutral to a cold tube (about 7000 K), after an imperfect white balance.
        var warmth = (float)random.Bell() * 0.5f;
        var tint = warmth > 0
            ? new SKColor(255, ColourMath.Byte(255 - (12 * warmth)), ColourMath.Byte(255 - (34 * warmth)))
            : new SKColor(ColourMath.Byte(255 + (24 * warmth)), ColourMath.Byte(255 + (8 * warmth)), 255);
        var towards = new Vector3(
            MathF.Cos(azimuth) * MathF.Cos(elevation), MathF.Sin(azimuth) * MathF.Cos(elevation), MathF.Sin(elevation));
        return new SceneLight(towards, ambient, softness, tint);
    }

    /// <summary>Where the shadow of a point falls on the platform.</summary>
    public Vector3 OnFloor(Vector3 point) => point - (Towards * (point.Z / Towards.Z));
}
