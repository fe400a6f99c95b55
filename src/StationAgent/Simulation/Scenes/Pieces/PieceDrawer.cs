using System.Numerics;
using SkiaSharp;

namespace StationAgent.Simulation.Scenes.Pieces;

/// <summary>Lays photos and cut-out pieces on the platform, with their shadows.</summary>
internal sealed class PieceDrawer : IDisposable
{
    /// <summary>The longer side of a photo on the platform: large enough to see, small enough to lie well inside, in mm.</summary>
    public const float LongSideMm = 360;

    private readonly PhotoCache _cache = new();

    /// <summary>Draws a piece.</summary>
    /// <exception cref="ArgumentException">The piece has no picture.</exception>
    /// <exception cref="PhotoSetException">Its picture cannot be decoded.</exception>
    public void Draw(SceneStage stage, SceneItem item, ItemFrame frame)
    {
        var photo = item.Photo ?? throw new ArgumentException($"The piece '{item.Name}' has no picture.", nameof(item));
        var image = _cache.Get(photo.Path);
        var longest = Math.Max(image.Width, image.Height);
        var (w, h) = photo.SizeMm is { } size
            ? ((float)size.Width, (float)size.Height)
            : (image.Width * LongSideMm / longest, image.Height * LongSideMm / longest);
        var canvas = stage.Canvas;
        canvas.Save();
        canvas.Concat(stage.Camera.Plane(frame.Point(-w / 2, -h / 2, 0), frame.Along, frame.Across));
        using var shadow = stage.Shadows ? ShadowOf(stage, item, photo, frame) : null;
        using var paint = new SKPaint { IsAntialias = true, ImageFilter = shadow };
        canvas.DrawImage(image, new SKRect(0, 0, w, h), new SKSamplingOptions(SKFilterMode.Linear, SKMipmapMode.Linear), paint);
        canvas.Restore();
    }

    public void Dispose() => _cache.Dispose();

    // Of the picture's own outline. A quarter of the height: a shadow further away would leave a gap, and the piece would float.
    private static SKImageFilter ShadowOf(SceneStage stage, SceneItem item, ScenePhoto photo, ItemFrame frame)
    {
        const float LeastMm = 6;
        var height = photo.SizeMm is null ? 0 : (float)item.HeightMm / 4;
        var moved = stage.Light.OnFloor(Vector3.UnitZ * height);
        var soft = Math.Max(LeastMm, height * stage.Light.Softness / 100);
        var darkness = ColourMath.Byte(255 * 0.62f * (1 - stage.Light.Ambient));
        return SKImageFilter.CreateDropShadow(
            Vector3.Dot(moved, frame.Along), Vector3.Dot(moved, frame.Across), soft, soft, SKColors.Black.WithAlpha(darkness));
    }
}
