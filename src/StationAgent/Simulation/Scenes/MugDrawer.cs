using System.Numerics;
using SkiaSharp;

namespace StationAgent.Simulation.Scenes;

/// <summary>A mug that stands: discs from foot to rim, then the look inside.</summary>
internal static class MugDrawer
{
    public static void Draw(SceneStage stage, SceneItem item, ItemFrame frame)
    {
        var random = SceneRandom.For(item.Seed, "mug");
        var radius = (float)item.WidthMm / 2;
        var height = (float)item.HeightMm;
        // The handle takes what the footprint is longer than wide.
        var axis = -((float)item.LengthMm / 2) + radius;
        var colour = Paint.Vary(ObjectDrawer.Colour(item.Finish), random, 10);
        var corners = new Vector3[16];
        for (var i = 0; i < 8; i++)
        {
            var (sin, cos) = MathF.SinCos(MathF.Tau * i / 8);
            corners[2 * i] = frame.Point(axis + (cos * radius), sin * radius, 0);
            corners[(2 * i) + 1] = frame.Point(axis + (cos * radius), sin * radius, height);
        }

        Shadow.Cast(stage, corners);
        // The camera sees the handle in front of or behind the body.
        var before = Vector3.Dot(stage.Camera.Position - frame.Origin, frame.Along) > 0;
        if (!before)
        {
            Handle(stage, frame, axis + radius, height, colour);
        }

        var canvas = stage.Canvas;
        const int Slices = 36;
        for (var i = 0; i <= Slices; i++)
        {
            var up = (float)i / Slices;
            // A foot a little narrower than the body.
            var r = radius * (up < 0.08f ? 0.9f + (up * 1.25f) : 1);
            Disc(stage, frame.Point(axis, 0, height * up), frame, r, colour, 0.8f + (0.2f * up));
        }

        canvas.Save();
        canvas.Concat(stage.Camera.Plane(frame.Point(axis, 0, height), frame.Along, frame.Across));
        using (var rim = new SKPaint { Color = Paint.Lit(Paint.Mix(colour, SKColors.White, 0.25f), 0.95f), IsAntialias = true })
        {
            canvas.DrawCircle(0, 0, radius, rim);
        }

        using var mouth = new SKPath();
        mouth.AddCircle(0, 0, radius - 4);
        canvas.Restore();
        canvas.Save();
        canvas.Concat(stage.Camera.Plane(frame.Point(axis, 0, height), frame.Along, frame.Across));
        canvas.ClipPath(mouth, antialias: true);
        var inside = random.Chance(0.5) ? new SKColor(236, 234, 230) : colour;
        using (var wall = new SKPaint { Color = Paint.Lit(inside, 0.62f), IsAntialias = true })
        {
            canvas.DrawCircle(0, 0, radius, wall);
        }

        canvas.Restore();
        canvas.Save();
        canvas.Concat(stage.Camera.Plane(frame.Point(axis, 0, height), frame.Along, frame.Across));
        canvas.ClipPath(mouth, antialias: true);
        var toPixels = stage.Camera.Plane(frame.Point(axis, 0, height), frame.Along, frame.Across);
        var down = stage.Camera.Plane(frame.Point(axis, 0, height * 0.12f), frame.Along, frame.Across);
        canvas.Concat(toPixels.Invert().PreConcat(down));
        using (var floor = new SKPaint
        {
            Color = random.Chance(0.3) ? new SKColor(52, 32, 20) : Paint.Lit(inside, 0.42f),
            IsAntialias = true,
            MaskFilter = SKMaskFilter.CreateBlur(SKBlurStyle.Normal, 4),
        })
        {
            canvas.DrawCircle(0, 0, radius - 5, floor);
        }

        canvas.Restore();
        if (before)
        {
            Handle(stage, frame, axis + radius, height, colour);
        }
    }

    private static void Disc(SceneStage stage, Vector3 centre, ItemFrame frame, float radius, SKColor colour, float share)
    {
        const int Stops = 17;
        var colours = new SKColor[Stops];
        for (var i = 0; i < Stops; i++)
        {
            var (sin, cos) = MathF.SinCos(MathF.Tau * i / (Stops - 1));
            var normal = frame.Direction(cos, sin, 0);
            var lit = Paint.Lit(colour, Math.Min(1, stage.Light.Shade(normal) * 0.92f) * share);
            // Glaze: a narrow streak towards the lamp.
            var towards = Vector3.Dot(normal, Vector3.Normalize(stage.Light.Towards with { Z = 0 }));
            colours[i] = Paint.Mix(lit, SKColors.White, 0.35f * MathF.Pow(Math.Max(0, towards), 24));
        }

        var canvas = stage.Canvas;
        canvas.Save();
        canvas.Concat(stage.Camera.Plane(centre, frame.Along, frame.Across));
        using var shader = SKShader.CreateSweepGradient(new SKPoint(0, 0), colours);
        using var paint = new SKPaint { Shader = shader, IsAntialias = true };
        canvas.DrawCircle(0, 0, radius, paint);
        canvas.Restore();
    }

    private static void Handle(SceneStage stage, ItemFrame frame, float from, float height, SKColor colour)
    {
        using var path = new SKPath();
        const int Steps = 14;
        for (var i = 0; i <= Steps; i++)
        {
            var angle = MathF.PI * ((float)i / Steps - 0.5f);
            var at = stage.Camera.Project(frame.Point(from - 6 + (MathF.Cos(angle) * 36), 0, (height * 0.5f)
                + (MathF.Sin(angle) * height * 0.32f)));
            if (i == 0)
            {
                path.MoveTo(at);
            }
            else
            {
                path.LineTo(at);
            }
        }

        var thickness = 12 * stage.Camera.Scale;
        using var dark = new SKPaint
        {
            Color = Paint.Lit(colour, 0.55f),
            Style = SKPaintStyle.Stroke,
            StrokeWidth = thickness,
            StrokeCap = SKStrokeCap.Round,
            IsAntialias = true,
        };
        using var light = new SKPaint
        {
            Color = Paint.Lit(colour, 0.95f),
            Style = SKPaintStyle.Stroke,
            StrokeWidth = thickness * 0.6f,
            StrokeCap = SKStrokeCap.Round,
            IsAntialias = true,
        };
        stage.Canvas.DrawPath(path, dark);
        stage.Canvas.DrawPath(path, light);
    }
}
