using System.Numerics;
using SkiaSharp;

namespace StationAgent.Simulation.Scenes;

/// <summary>Shadows on the platform.</summary>
internal static class Shadow
{
    /// <summary>The cast shadow of a convex body with these corners, and the dark line where it touches the ground.</summary>
    public static void Cast(SceneStage stage, ReadOnlySpan<Vector3> corners)
    {
        if (!stage.Shadows)
        {
            return;
        }

        Span<SKPoint> floor = stackalloc SKPoint[corners.Length];
        Span<SKPoint> under = stackalloc SKPoint[corners.Length];
        var (highest, lowest) = (0f, float.MaxValue);
        for (var i = 0; i < corners.Length; i++)
        {
            floor[i] = stage.Camera.Project(stage.Light.OnFloor(corners[i]));
            under[i] = stage.Camera.Project(corners[i] with { Z = 0 });
            highest = Math.Max(highest, corners[i].Z);
            lowest = Math.Min(lowest, corners[i].Z);
        }

        var pixels = stage.Camera.Scale;
        var middle = (highest + lowest) / 2;
        var blur = Math.Clamp(middle * stage.Light.Softness / 100, 1.5f, 30) * pixels;
        Blob(stage.Canvas, Hull(floor), blur, (1 - stage.Light.Ambient) * 0.62f);
        // Room light is kept off, too, close under the body.
        Blob(stage.Canvas, Hull(under), Math.Clamp(4 + (lowest * 0.35f), 4, 30) * pixels, 0.34f * Math.Clamp(1 - (lowest / 250), 0.2f, 1));
    }

    private static void Blob(SKCanvas canvas, SKPath path, float blur, float darkness)
    {
        using (path)
        {
            using var paint = new SKPaint
            {
                Color = new SKColor(8, 8, 14, Paint.Byte(darkness * 255)),
                IsAntialias = true,
                MaskFilter = SKMaskFilter.CreateBlur(SKBlurStyle.Normal, blur),
            };
            canvas.DrawPath(path, paint);
        }
    }

    /// <summary>The convex hull (monotone chain) as a path.</summary>
    private static SKPath Hull(Span<SKPoint> points)
    {
        points.Sort((a, b) => a.X != b.X ? a.X.CompareTo(b.X) : a.Y.CompareTo(b.Y));
        var hull = new List<SKPoint>(points.Length);
        for (var pass = 0; pass < 2; pass++)
        {
            var start = hull.Count;
            foreach (var point in points)
            {
                while (hull.Count >= start + 2 && Turn(hull[^2], hull[^1], point) <= 0)
                {
                    hull.RemoveAt(hull.Count - 1);
                }

                hull.Add(point);
            }

            hull.RemoveAt(hull.Count - 1);
            points.Reverse();
        }

        var path = new SKPath();
        path.AddPoly([.. hull], close: true);
        return path;
    }

    private static float Turn(SKPoint a, SKPoint b, SKPoint c) => ((b.X - a.X) * (c.Y - a.Y)) - ((b.Y - a.Y) * (c.X - a.X));
}
