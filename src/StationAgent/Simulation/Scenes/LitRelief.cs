using SkiaSharp;

namespace StationAgent.Simulation.Scenes;

/// <summary>A relief after the light was laid on it.</summary>
/// <param name="Image">The picture.</param>
/// <param name="Area">What it covers, in the part's own mm.</param>
internal sealed record LitRelief(SKImage Image, SKRect Area) : IDisposable
{
    /// <summary>Draws it in the plane of the part's ground, <paramref name="lift"/> mm up.</summary>
    public void Draw(SceneStage stage, ItemFrame frame, float lift)
    {
        var canvas = stage.Canvas;
        canvas.Save();
        canvas.Concat(stage.Camera.Plane(frame.Point(0, 0, lift), frame.Along, frame.Across));
        using var paint = new SKPaint { IsAntialias = true };
        canvas.DrawImage(Image, Area, new SKSamplingOptions(SKFilterMode.Linear, SKMipmapMode.None), paint);
        canvas.Restore();
    }

    public void Dispose() => Image.Dispose();
}
