using System.Numerics;
using SkiaSharp;

namespace StationAgent.Simulation.Scenes;

/// <summary>
/// A flat picture with a height at each pixel, from which slopes, highlights and shade follow. For the cloth and skin of an arm, whose shape is shown
/// by light alone.
/// </summary>
internal sealed class Relief : IDisposable
{
    /// <summary>Pixels a millimetre; the camera sees about one.</summary>
    private const float Density = 1.1f;

    private readonly SKSurface _surface;
    private readonly SKImageInfo _info;
    // Of each pixel above the part's ground, mm.
    private readonly float[] _height;
    private readonly float _left;
    private readonly float _top;

    /// <param name="area">What the picture covers, in the part's own mm.</param>
    public Relief(SKRect area)
    {
        (_left, _top) = (area.Left, area.Top);
        _info = new SKImageInfo(
            Math.Max(4, (int)MathF.Ceiling(area.Width * Density)), Math.Max(4, (int)MathF.Ceiling(area.Height * Density)),
            SKColorType.Rgba8888,
            SKAlphaType.Premul);
        _surface = SKSurface.Create(_info);
        _surface.Canvas.Clear(SKColors.Transparent);
        _surface.Canvas.Scale(Density);
        _surface.Canvas.Translate(-_left, -_top);
        _height = new float[_info.Width * _info.Height];
    }

    /// <summary>Paints the unlit picture, in mm.</summary>
    public SKCanvas Canvas => _surface.Canvas;

    /// <summary>Sets each height from its place in mm.</summary>
    public void Shape(Func<float, float, float> height)
    {
        var index = 0;
        for (var y = 0; y < _info.Height; y++)
        {
            for (var x = 0; x < _info.Width; x++)
            {
                _height[index++] = height(_left + ((x + 0.5f) / Density), _top + ((y + 0.5f) / Density));
            }
        }
    }

    /// <summary>
    /// Blows the painted shape up like a cushion: each pixel rises with its distance from the edge, as a quarter of an ellipse does.
    /// </summary>
    /// <param name="rise">Height of the middle, mm.</param>
    /// <param name="reach">Distance from the edge at which the middle's height is reached, mm.</param>
    public void Inflate(float rise, float reach)
    {
        Canvas.Flush();
        using var pixmap = _surface.PeekPixels();
        var pixels = pixmap.GetPixelSpan<uint>();
        var (w, h) = (_info.Width, _info.Height);
        var far = reach * Density;
        var distance = new float[w * h];
        for (var i = 0; i < distance.Length; i++)
        {
            distance[i] = pixels[i] >> 24 > 127 ? float.MaxValue : 0;
        }

        // Two sweeps of a chamfer distance are exact enough for a shade.
        for (var y = 0; y < h; y++)
        {
            for (var x = 0; x < w; x++)
            {
                var i = (y * w) + x;
                var left = x > 0 ? distance[i - 1] : 0;
                var up = y > 0 ? distance[i - w] : 0;
                var upLeft = x > 0 && y > 0 ? distance[i - w - 1] : 0;
                var upRight = x < w - 1 && y > 0 ? distance[i - w + 1] : 0;
                distance[i] = Math.Min(distance[i], Math.Min(Math.Min(left, up) + 1, Math.Min(upLeft, upRight) + 1.4142f));
            }
        }

        for (var y = h - 1; y >= 0; y--)
        {
            for (var x = w - 1; x >= 0; x--)
            {
                var i = (y * w) + x;
                var right = x < w - 1 ? distance[i + 1] : 0;
                var down = y < h - 1 ? distance[i + w] : 0;
                var downRight = x < w - 1 && y < h - 1 ? distance[i + w + 1] : 0;
                var downLeft = x > 0 && y < h - 1 ? distance[i + w - 1] : 0;
                distance[i] = Math.Min(distance[i], Math.Min(Math.Min(right, down) + 1, Math.Min(downRight, downLeft) + 1.4142f));
                var t = 1 - Math.Min(1, distance[i] / far);
                _height[i] = rise * MathF.Sqrt(1 - (t * t));
            }
        }

        Soften(2);
    }

    /// <summary>Averages the heights with their neighbours.</summary>
    public void Soften(int passes)
    {
        var (w, h) = (_info.Width, _info.Height);
        for (var pass = 0; pass < passes; pass++)
        {
            for (var y = 1; y < h - 1; y++)
            {
                for (var x = 1; x < w - 1; x++)
                {
                    var i = (y * w) + x;
                    _height[i] = (_height[i] * 0.5f) + (0.125f * (_height[i - 1] + _height[i + 1] + _height[i - w] + _height[i + w]));
                }
            }
        }
    }

    /// <summary>The picture in the stage's light, for a piece turned like the frame.</summary>
    public unsafe LitRelief Light(SceneStage stage, ItemFrame frame, Sheen sheen)
    {
        Canvas.Flush();
        using var pixmap = _surface.PeekPixels();
        var pixels = (byte*)pixmap.GetPixels();
        var stride = pixmap.RowBytes;
        var (w, h) = (_info.Width, _info.Height);
        // Light and camera in the piece's own axes, once, instead of each normal in the world's. The camera is taken from the platform's
        // centre: the picture must not depend on where the piece was first lit.
        var light = Own(frame, stage.Light.Towards);
        var view = Own(frame, Vector3.Normalize(stage.Camera.Position));
        var half = Vector3.Normalize(light + view);
        // A second, broad reflection: a window or the ceiling's tubes, away from the lamp.
        var window = Vector3.Normalize(new Vector3(-light.Y, light.X, light.Z * 0.8f) + view);
        var ambient = stage.Light.Ambient;
        for (var y = 0; y < h; y++)
        {
            var row = pixels + (y * stride);
            for (var x = 0; x < w; x++)
            {
                var pixel = row + (x * 4);
                var alpha = pixel[3];
                if (alpha == 0)
                {
                    continue;
                }

                var i = (y * w) + x;
                var dx = (x > 0 ? _height[i] - _height[i - 1] : 0) + (x < w - 1 ? _height[i + 1] - _height[i] : 0);
                var dy = (y > 0 ? _height[i] - _height[i - w] : 0) + (y < h - 1 ? _height[i + w] - _height[i] : 0);
                var normal = Vector3.Normalize(new Vector3(-dx * Density * 0.5f, -dy * Density * 0.5f, 1));
                var lamp = Math.Max(0, Vector3.Dot(normal, light)) / light.Z;
                var shade = ((ambient * (0.5f + (0.5f * normal.Z))) + ((1 - ambient) * lamp)) * 0.92f;
                shade = (shade * (1 - sheen.Glow)) + sheen.Glow;
                var gloss = 255 * ((sheen.Sharp * Power(Vector3.Dot(normal, half), sheen.Narrow))
                    + (sheen.Broad * Power(Vector3.Dot(normal, window), 5)));
                var cover = alpha / 255f;
                for (var c = 0; c < 3; c++)
                {
                    pixel[c] = ColourMath.Byte(Math.Min(255 * cover, (pixel[c] * shade) + (gloss * cover)));
                }
            }
        }

        return new LitRelief(_surface.Snapshot(), SKRect.Create(_left, _top, w / Density, h / Density));
    }

    public void Dispose() => _surface.Dispose();

    /// <summary>Casts the soft shadow of a flat shape that lies on the ground or is held over it.</summary>
    public static void CastShadow(SceneStage stage, ItemFrame frame, SKPath outline, float thickness)
    {
        var canvas = stage.Canvas;
        var height = frame.Origin.Z + thickness;
        foreach (var (rise, darkness, blur) in (ReadOnlySpan<(float, float, float)>)
        [
            (height * 0.8f, (1 - stage.Light.Ambient) * 0.6f, 2 + (height * stage.Light.Softness / 100)),
            (0, 0.36f * Math.Clamp(1 - (frame.Origin.Z / 250), 0.15f, 1), 3.5f + (frame.Origin.Z * 0.2f)),
        ])
        {
            canvas.Save();
            var origin = stage.Light.OnFloor(frame.Origin with { Z = rise });
            canvas.Concat(stage.Camera.Plane(origin, frame.Along, frame.Across));
            using var paint = new SKPaint
            {
                Color = new SKColor(8, 8, 14, ColourMath.Byte(darkness * 255)),
                MaskFilter = SKMaskFilter.CreateBlur(SKBlurStyle.Normal, Math.Min(blur, 28)),
            };
            canvas.DrawPath(outline, paint);
            canvas.Restore();
        }
    }

    private static Vector3 Own(ItemFrame frame, Vector3 world) =>
        new(Vector3.Dot(world, frame.Along), Vector3.Dot(world, frame.Across), world.Z);

    private static float Power(float value, int times)
    {
        if (value <= 0)
        {
            return 0;
        }

        var result = 1f;
        for (var factor = value; times > 0; times >>= 1, factor *= factor)
        {
            if ((times & 1) != 0)
            {
                result *= factor;
            }
        }

        return result;
    }
}
