using System.Collections.Immutable;
using SkiaSharp;

namespace StationAgent.Simulation.Scenes;

/// <summary>Draws scenes. Keeps the last platform and the last set of pieces on it, so that a still picture costs noise and encoding only.</summary>
internal sealed class SceneRenderer : ISceneRenderer, IDisposable
{
    private readonly SceneOptions _options;
    private readonly Action<SceneStage, SceneItem, ItemFrame> _drawItem;
    private readonly SKBitmap _bare;
    private readonly SKBitmap _still;
    private readonly SKBitmap _finished;
    private readonly byte[] _noisy;

    private PlatformSet? _platform;
    private (int Platform, double Stops, ImmutableArray<PlacedItem> Items)? _stillOf;

    /// <exception cref="ArgumentException">A value of the options is out of its range.</exception>
    public SceneRenderer(SceneOptions options)
        : this(options, ItemDrawer.Draw)
    {
    }

    internal SceneRenderer(SceneOptions options, Action<SceneStage, SceneItem, ItemFrame> drawItem)
    {
        options.Check();
        _options = options;
        _drawItem = drawItem;
        var info = new SKImageInfo(options.Width, options.Height, SKColorType.Rgba8888, SKAlphaType.Premul);
        _bare = new SKBitmap(info);
        _still = new SKBitmap(info);
        _finished = new SKBitmap(info);
        _noisy = new byte[info.BytesSize];
    }

    /// <inheritdoc/>
    public unsafe byte[] RenderJpeg(Scene scene)
    {
        var platform = Platform(scene.PlatformSeed);
        Compose(platform, scene);
        platform.Effects.Sense(_finished.GetPixelSpan(), _noisy, _options.Width, scene.NoiseSeed);
        fixed (byte* pixels = _noisy)
        {
            using var pixmap = new SKPixmap(_finished.Info.WithAlphaType(SKAlphaType.Opaque), (nint)pixels);
            using var data = pixmap.Encode(new SKJpegEncoderOptions(_options.JpegQuality))
                ?? throw new InvalidOperationException($"No JPEG of {_options.Width}×{_options.Height} pixels could be made.");
            return data.ToArray();
        }
    }

    /// <summary>The pixels a piece covers, without its shadow; empty when it is out of the picture.</summary>
    public SKRectI ItemBox(int platformSeed, PlacedItem placed)
    {
        var platform = Platform(platformSeed);
        _stillOf = null;
        _finished.Erase(SKColors.Transparent);
        using var canvas = new SKCanvas(_finished);
        _drawItem(new SceneStage(canvas, platform.Camera, platform.Light) { Shadows = false }, placed.Item, FrameOf(placed));
        canvas.Flush();
        return Covered(_finished);
    }

    public void Dispose()
    {
        _platform?.Effects.Dispose();
        _bare.Dispose();
        _still.Dispose();
        _finished.Dispose();
    }

    private static ItemFrame FrameOf(PlacedItem placed) => ItemFrame.At(placed.X, placed.Y, 0, placed.RotationDegrees);

    private static SKRectI Covered(SKBitmap bitmap)
    {
        // Below this the edge's own antialiasing would widen the box.
        const byte Solid = 96;
        var pixels = bitmap.GetPixelSpan();
        var (left, top, right, bottom) = (bitmap.Width, bitmap.Height, -1, -1);
        for (var y = 0; y < bitmap.Height; y++)
        {
            for (var x = 0; x < bitmap.Width; x++)
            {
                if (pixels[(y * bitmap.RowBytes) + (x * 4) + 3] >= Solid)
                {
                    (left, right) = (Math.Min(left, x), Math.Max(right, x));
                    (top, bottom) = (Math.Min(top, y), y);
                }
            }
        }

        return right < 0 ? SKRectI.Empty : new SKRectI(left, top, right + 1, bottom + 1);
    }

    private PlatformSet Platform(int seed)
    {
        if (_platform is not null && _platform.Seed == seed)
        {
            return _platform;
        }

        _platform?.Effects.Dispose();
        var light = SceneLight.Draw(seed);
        _platform = new PlatformSet(
            seed, SceneCamera.Draw(seed, _options.Width, _options.Height), light, CameraEffects.Draw(seed, light));
        using var canvas = new SKCanvas(_bare);
        PlatformDrawer.Draw(new SceneStage(canvas, _platform.Camera, light), seed);
        canvas.Flush();
        _stillOf = null;
        return _platform;
    }

    private void Compose(PlatformSet platform, Scene scene)
    {
        var all = new SKRectI(0, 0, _options.Width, _options.Height);
        var kept = _stillOf is { } of && of.Platform == scene.PlatformSeed && of.Stops.Equals(scene.ExposureStops)
            && of.Items.AsSpan().SequenceEqual(scene.Items.AsSpan());
        if (!kept)
        {
            _bare.GetPixelSpan().CopyTo(_still.GetPixelSpan());
            using var canvas = new SKCanvas(_still);
            var stage = new SceneStage(canvas, platform.Camera, platform.Light);
            foreach (var placed in scene.Items)
            {
                _drawItem(stage, placed.Item, FrameOf(placed));
            }

            canvas.Flush();
        }

        _still.GetPixelSpan().CopyTo(_finished.GetPixelSpan());
        using (var canvas = new SKCanvas(_finished))
        {
            if (scene.Hand is { } hand)
            {
                HandDrawer.Draw(new SceneStage(canvas, platform.Camera, platform.Light), hand, _drawItem);
                canvas.Flush();
            }

            platform.Effects.Expose(_finished, canvas, all, scene.ExposureStops);
        }

        _stillOf = (scene.PlatformSeed, scene.ExposureStops, scene.Items);
    }

    private sealed record PlatformSet(int Seed, SceneCamera Camera, SceneLight Light, CameraEffects Effects);
}
