using System.Numerics;
using SkiaSharp;

namespace StationAgent.Simulation.Scenes;

/// <summary>The platform, the device's frame around it and the floor beyond.</summary>
internal static class PlatformDrawer
{
    private static readonly SKRect Mat = new(-350, -300, 350, 300);

    public static void Draw(SceneStage stage, int platformSeed)
    {
        var random = SceneRandom.For(platformSeed, "surroundings");
        var canvas = stage.Canvas;
        canvas.Clear(SKColors.Black);
        canvas.Save();
        Beyond(canvas, stage, random, platformSeed);
        canvas.Concat(stage.Camera.Plane(Vector3.Zero, Vector3.UnitX, Vector3.UnitY));
        Rim(canvas, random);
        canvas.ClipRect(Mat, antialias: true);
        MatDrawer.Draw(canvas, Mat, platformSeed);
        Recess(canvas, stage.Light);
        canvas.Restore();
    }

    /// <summary>Floor or counter around the device, some way below.</summary>
    private static void Beyond(SKCanvas canvas, SceneStage stage, SceneRandom random, int platformSeed)
    {
        canvas.Save();
        canvas.Concat(stage.Camera.Plane(
            new Vector3(0, 0, -400), Vector3.UnitX, Vector3.UnitY));
        var all = new SKRect(-2500, -2500, 2500, 2500);
        using var floor = new SKPaint
        {
            Color = ColourMath.Vary(
                random.Pick(new SKColor(96, 96, 98), new SKColor(140, 132, 122), new SKColor(66, 66, 70), new SKColor(168, 166, 162)),
                random, 10),
        };
        canvas.DrawRect(all, floor);
        Texture.Clouds.Lay(canvas, all, 4, 0.08f, platformSeed);
        Texture.Grain.Lay(canvas, all, 2.2f, 0.12f, platformSeed + 1);
        if (random.Chance(0.5))
        {
            var side = random.Pick(300f, 400, 600);
            using var joint = new SKPaint { Color = new SKColor(30, 30, 30, 90), StrokeWidth = 5, IsAntialias = true };
            var shift = random.Range(0f, side);
            for (var at = -2400 + shift; at < 2400; at += side)
            {
                canvas.DrawLine(at, -2500, at, 2500, joint);
                canvas.DrawLine(-2500, at, 2500, at, joint);
            }
        }

        canvas.Restore();
    }

    /// <summary>The device's body around the platform: painted sheet metal with rounded corners, screws, a status strip.</summary>
    private static void Rim(SKCanvas canvas, SceneRandom random)
    {
        var breadth = random.Range(26f, 70f);
        var outer = SKRect.Inflate(Mat, breadth, breadth);
        var body = ColourMath.Vary(
            random.Pick(
                new SKColor(58, 60, 64), new SKColor(196, 198, 200), new SKColor(232, 232, 230), new SKColor(64, 110, 80),
                new SKColor(40, 70, 120),
                new SKColor(150, 154, 158)), random, 8);
        using var shadow = new SKPaint
        {
            Color = SKColors.Black.WithAlpha(150),
            MaskFilter = SKMaskFilter.CreateBlur(SKBlurStyle.Normal, 30)
        };
        canvas.DrawRoundRect(outer, 24, 24, shadow);
        using var metal = new SKPaint { Color = body, IsAntialias = true };
        canvas.DrawRoundRect(outer, 22, 22, metal);
        Texture.Grain.Lay(canvas, SKRect.Inflate(outer, -8, -8), 0.8f, 0.06f, random.Below(999));
        using var gleam = new SKPaint
        {
            Color = SKColors.White.WithAlpha(70),
            Style = SKPaintStyle.Stroke,
            StrokeWidth = 2.5f,
            IsAntialias = true,
        };
        canvas.DrawRoundRect(SKRect.Inflate(outer, -3, -3), 20, 20, gleam);
        using var inner = new SKPaint
        {
            Color = ColourMath.Lit(body, 0.45f),
            Style = SKPaintStyle.Stroke,
            StrokeWidth = 7,
            IsAntialias = true,
        };
        canvas.DrawRoundRect(SKRect.Inflate(Mat, 2, 2), 5, 5, inner);
        if (random.Chance(0.6))
        {
            foreach (var (x, y) in (ReadOnlySpan<(int, int)>)[(-1, -1), (1, -1), (1, 1), (-1, 1)])
            {
                Screw(canvas, x * (350 + (breadth * 0.5f)), y * (300 + (breadth * 0.5f)), body);
            }
        }

        if (random.Chance(0.35))
        {
            using var strip = new SKPaint
            {
                Color = random.Pick(new SKColor(120, 220, 160, 190), new SKColor(150, 190, 250, 190), new SKColor(250, 220, 120, 190)),
                IsAntialias = true,
            };
            canvas.DrawRoundRect(new SKRect(-120, 300 + (breadth * 0.42f), 120, 300 + (breadth * 0.62f)), 4, 4, strip);
        }
    }

    private static void Screw(SKCanvas canvas, float x, float y, SKColor body)
    {
        using var head = new SKPaint { Color = ColourMath.Mix(body, new SKColor(150, 150, 150), 0.6f), IsAntialias = true };
        using var slot = new SKPaint { Color = new SKColor(20, 20, 20, 180), StrokeWidth = 1.6f, IsAntialias = true };
        canvas.DrawCircle(x, y, 6.5f, head);
        canvas.DrawLine(x - 4, y - 2.5f, x + 4, y + 2.5f, slot);
        canvas.DrawLine(x + 2.5f, y - 4, x - 2.5f, y + 4, slot);
    }

    /// <summary>The mat lies a little lower than the rim, which shades the side towards the lamp.</summary>
    private static void Recess(SKCanvas canvas, SceneLight light)
    {
        var (dx, dy) = (-light.Towards.X / light.Towards.Z * 16, -light.Towards.Y / light.Towards.Z * 16);
        using var frame = new SKPath { FillType = SKPathFillType.EvenOdd };
        frame.AddRect(SKRect.Inflate(Mat, 80, 80));
        var hole = Mat;
        hole.Offset(dx, dy);
        frame.AddRect(hole);
        using var paint = new SKPaint
        {
            Color = SKColors.Black.WithAlpha(ColourMath.Byte((1 - light.Ambient) * 170)),
            MaskFilter = SKMaskFilter.CreateBlur(SKBlurStyle.Normal, 5),
        };
        canvas.DrawPath(frame, paint);
    }
}
