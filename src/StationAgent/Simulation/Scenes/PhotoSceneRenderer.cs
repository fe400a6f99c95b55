using SkiaSharp;

namespace StationAgent.Simulation.Scenes;

/// <summary>Lays real photos on the drawn platform; a piece without a photo is drawn.</summary>
internal sealed class PhotoSceneRenderer : ISceneRenderer, IDisposable
{
    /// <summary>The longer side of a photo on the platform: large enough to see, small enough to lie well inside, in mm.</summary>
    public const float LongSideMm = 360;

    private readonly PhotoCache _cache = new();
    private readonly SceneRenderer _renderer;

    /// <exception cref="ArgumentException">A value of the options is out of its range.</exception>
    public PhotoSceneRenderer(SceneOptions options) => _renderer = new SceneRenderer(options, DrawItem);

    /// <inheritdoc/>
    /// <exception cref="PhotoSetException">A photo of the scene cannot be decoded.</exception>
    public byte[] RenderJpeg(Scene scene) => _renderer.RenderJpeg(scene);

    public void Dispose()
    {
        _renderer.Dispose();
        _cache.Dispose();
    }

    private void DrawItem(SceneStage stage, SceneItem item, ItemFrame frame)
    {
        if (item.Photo is not { } photo)
        {
            ItemDrawer.Draw(stage, item, frame);
            return;
        }

        const float ShadowMm = 6;
        var image = _cache.Get(photo.Path);
        var scale = LongSideMm / Math.Max(image.Width, image.Height);
        var (w, h) = (image.Width * scale, image.Height * scale);
        var canvas = stage.Canvas;
        canvas.Save();
        canvas.Concat(stage.Camera.Plane(frame.Point(-w / 2, -h / 2, 0), frame.Along, frame.Across));
        if (stage.Shadows)
        {
            using var shadow = new SKPaint
            {
                Color = SKColors.Black.WithAlpha(110),
                MaskFilter = SKMaskFilter.CreateBlur(SKBlurStyle.Normal, ShadowMm),
            };
            canvas.DrawRect(new SKRect(0, 0, w, h), shadow);
        }

        using var paint = new SKPaint { IsAntialias = true };
        canvas.DrawImage(image, new SKRect(0, 0, w, h), new SKSamplingOptions(SKFilterMode.Linear, SKMipmapMode.Linear), paint);
        canvas.Restore();
    }
}
