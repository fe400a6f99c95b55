using System.Collections.Immutable;
using SkiaSharp;
using StationAgent.Simulation.Scenes.Pieces;

namespace StationAgent.Simulation.Scenes;

/// <summary>Draws platforms and hands, and lays the pictures of pieces there. Keeps the last platform and the last set of pieces on it, so that a still
/// picture costs noise and encoding only.</summary>
internal sealed class SceneRenderer : ISceneRenderer, IDisposable
{
    private readonly SceneOptions _options;
    private readonly SKBitmap _bare;
    private readonly SKBitmap _still;
    private readonly SKBitmap _stillExposed;
    private readonly SKBitmap _work;
    private readonly PieceDrawer _pieces = new();
    private readonly ReliefCache _reliefs = new();
    private readonly byte[] _noisy;

    private PlatformSet? _platform;
    private (double Stops, ImmutableArray<PlacedItem> Items)? _stillOf;

    /// <exception cref="ArgumentException">A value of the options is out of its range.</exception>
    public SceneRenderer(SceneOptions options)
    {
        options.Check();
        _options = options;
        var info = new SKImageInfo(options.Width, options.Height, SKColorType.Rgba8888, SKAlphaType.Premul);
        _bare = new SKBitmap(info);
        _still = new SKBitmap(info);
        _stillExposed = new SKBitmap(info);
        _work = new SKBitmap(info);
        _noisy = new byte[info.BytesSize];
    }

    /// <inheritdoc/>
    /// <exception cref="PhotoSetException">The picture of a piece cannot be decoded.</exception>
    public unsafe byte[] RenderJpeg(Scene scene)
    {
        var platform = Platform(scene.PlatformSeed);
        var clean = Compose(platform, scene);
        platform.Effects.Sense(clean.GetPixelSpan(), _noisy, _options.Width, scene.NoiseSeed);
        fixed (byte* pixels = _noisy)
        {
            using var pixmap = new SKPixmap(clean.Info.WithAlphaType(SKAlphaType.Opaque), (nint)pixels);
            using var data = pixmap.Encode(new SKJpegEncoderOptions(_options.JpegQuality))
                ?? throw new InvalidOperationException($"No JPEG of {_options.Width}×{_options.Height} pixels could be made.");
            return data.ToArray();
        }
    }

    /// <summary>The pixels a piece covers, without its shadow; empty when it is out of the picture.</summary>
    /// <exception cref="PhotoSetException">The picture of the piece cannot be decoded.</exception>
    public SKRectI ItemBox(int platformSeed, PlacedItem placed)
    {
        var platform = Platform(platformSeed);
        _work.Erase(SKColors.Transparent);
        using var canvas = new SKCanvas(_work);
        _pieces.Draw(Stage(canvas, platform) with { Shadows = false }, placed.Item, FrameOf(placed));
        canvas.Flush();
        return Covered(_work);
    }

    public void Dispose()
    {
        _platform?.Effects.Dispose();
        _bare.Dispose();
        _still.Dispose();
        _stillExposed.Dispose();
        _work.Dispose();
        _pieces.Dispose();
        _reliefs.Dispose();
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
        _reliefs.Clear();
        var light = SceneLight.Draw(seed);
        _platform = new PlatformSet(
            seed, SceneCamera.Draw(seed, _options.Width, _options.Height), light, CameraEffects.Draw(seed, light));
        using var canvas = new SKCanvas(_bare);
        PlatformDrawer.Draw(Stage(canvas, _platform), seed);
        canvas.Flush();
        _stillOf = null;
        return _platform;
    }

    private SceneStage Stage(SKCanvas canvas, PlatformSet platform) => new(canvas, platform.Camera, platform.Light, _reliefs);

    /// <summary>The frame before the sensor's noise.</summary>
    private SKBitmap Compose(PlatformSet platform, Scene scene)
    {
        PrepareStill(platform, scene);
        if (scene.Hand is not { } hand)
        {
            return _stillExposed;
        }

        _still.GetPixelSpan().CopyTo(_work.GetPixelSpan());
        using var canvas = new SKCanvas(_work);
        var stage = Stage(canvas, platform);
        HandDrawer.Draw(stage, hand, _pieces);
        canvas.Flush();
        // Only what the arm and its shadow touch needs the light again.
        var all = new SKRectI(0, 0, _options.Width, _options.Height);
        var touched = SKRectI.Intersect(HandDrawer.Touches(stage, hand), all);
        // The blur of the outermost pixels looks at their neighbours, which must be in the same light.
        const int BlurReach = 4;
        var exposed = SKRectI.Intersect(SKRectI.Inflate(touched, BlurReach, BlurReach), all);
        platform.Effects.Expose(_work, canvas, exposed, scene.ExposureStops);
        CopyAround(touched);
        return _work;
    }

    /// <summary>Draws and lights the pieces that lie there, unless they are those of the frame before.</summary>
    private void PrepareStill(PlatformSet platform, Scene scene)
    {
        if (_stillOf is { } of && of.Stops.Equals(scene.ExposureStops) && of.Items.AsSpan().SequenceEqual(scene.Items.AsSpan()))
        {
            return;
        }

        _bare.GetPixelSpan().CopyTo(_still.GetPixelSpan());
        using (var canvas = new SKCanvas(_still))
        {
            var stage = Stage(canvas, platform);
            foreach (var placed in scene.Items)
            {
                _pieces.Draw(stage, placed.Item, FrameOf(placed));
            }
        }

        _still.GetPixelSpan().CopyTo(_stillExposed.GetPixelSpan());
        using (var canvas = new SKCanvas(_stillExposed))
        {
            platform.Effects.Expose(_stillExposed, canvas, new SKRectI(0, 0, _options.Width, _options.Height), scene.ExposureStops);
        }

        _stillOf = (scene.ExposureStops, scene.Items);
    }

    /// <summary>Completes the work picture with the still one outside the rectangle.</summary>
    private void CopyAround(SKRectI inside)
    {
        var from = _stillExposed.GetPixelSpan();
        var to = _work.GetPixelSpan();
        var row = _work.RowBytes;
        for (var y = 0; y < _work.Height; y++)
        {
            var line = y * row;
            if (y < inside.Top || y >= inside.Bottom)
            {
                from.Slice(line, row).CopyTo(to[line..]);
                continue;
            }

            from.Slice(line, inside.Left * 4).CopyTo(to[line..]);
            from.Slice(line + (inside.Right * 4), row - (inside.Right * 4)).CopyTo(to[(line + (inside.Right * 4))..]);
        }
    }

    private sealed record PlatformSet(int Seed, SceneCamera Camera, SceneLight Light, CameraEffects Effects);
}
