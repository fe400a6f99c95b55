using SkiaSharp;

namespace StationAgent.Simulation.Scenes;

/// <summary>A visitor's arm.</summary>
/// <param name="Skin">Skin, or the glove's colour.</param>
/// <param name="Cloth">The sleeve.</param>
/// <param name="Stripes">Whether the sleeve is striped.</param>
/// <param name="Glove">Whether the hand wears a knitted glove.</param>
/// <param name="LeftHanded">Whether it is the left hand.</param>
/// <param name="Build">Size against the usual one.</param>
/// <param name="Spread">How far the fingers are apart, mm.</param>
/// <param name="Seed">The seed it was drawn from; also of the cloth's folds.</param>
internal sealed record ArmLook(SKColor Skin, SKColor Cloth, bool Stripes, bool Glove, bool LeftHanded, float Build, float Spread, int Seed)
{
    public static ArmLook Draw(int sleeveSeed)
    {
        var random = SceneRandom.For(sleeveSeed, "arm");
        var skin = ColourMath.Vary(
            random.Pick(
                new SKColor(236, 200, 176), new SKColor(224, 182, 150), new SKColor(206, 160, 124), new SKColor(176, 126, 92),
                new SKColor(132, 90, 64),
                new SKColor(92, 62, 46)), random, 6);
        var cloth = ColourMath.Vary(
            random.Pick(
                new SKColor(44, 54, 86), new SKColor(60, 62, 66), new SKColor(140, 38, 46), new SKColor(92, 104, 90),
                new SKColor(186, 182, 170),
                new SKColor(222, 222, 220), new SKColor(196, 150, 60), new SKColor(96, 66, 110), new SKColor(58, 110, 130),
                new SKColor(34, 34, 38)), random, 8);
        var glove = random.Chance(0.12);
        if (glove)
        {
            skin = ColourMath.Vary(random.Pick(new SKColor(60, 60, 66), new SKColor(190, 188, 180), new SKColor(150, 60, 60)), random, 8);
        }

        return new ArmLook(
            skin, cloth, random.Chance(0.2), glove, random.Chance(0.2), random.Range(0.88f, 1.1f), random.Range(0f, 9f), sleeveSeed);
    }
}
