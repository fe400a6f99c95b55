using SkiaSharp;

namespace StationAgent.Simulation.Scenes;

/// <summary>The platform, the device's frame around it and the floor beyond.</summary>
internal static class PlatformDrawer
{
    public static void Draw(SceneStage stage, int platformSeed)
    {
        var random = SceneRandom.For(platformSeed, "mat");
        var mat = Paint.Vary(
            random.Pick(new SKColor(52, 54, 56), new SKColor(150, 152, 154), new SKColor(168, 130, 92), new SKColor(205, 203, 198)), random, 8);
        stage.Canvas.Clear(Paint.Vary(new SKColor(70, 72, 76), random, 15));
        var frame = ItemFrame.At(0, 0, 0, 0);
        stage.Fill(mat, frame.Point(-350, -300, 0), frame.Point(350, -300, 0), frame.Point(350, 300, 0), frame.Point(-350, 300, 0));
    }
}
