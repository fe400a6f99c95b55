using SkiaSharp;

namespace StationAgent.Simulation.Scenes;

/// <summary>The surface pieces are laid on: rubber, steel, wood, laminate or a plastic grid, with the dirt and wear of use.</summary>
internal static class MatDrawer
{
    public static void Draw(SKCanvas canvas, SKRect mat, int platformSeed)
    {
        var random = SceneRandom.For(platformSeed, "mat");
        switch (random.Below(6))
        {
            case 0:
            case 1:
                Rubber(canvas, mat, random);
                break;
            case 2:
                Steel(canvas, mat, random);
                break;
            case 3:
                Wood(canvas, mat, random);
                break;
            case 4:
                Laminate(canvas, mat, random);
                break;
            default:
                Grid(canvas, mat, random);
                break;
        }

        Wear(canvas, mat, SceneRandom.For(platformSeed, "wear"));
    }

    private static void Rubber(SKCanvas canvas, SKRect mat, SceneRandom random)
    {
        var colour = ColourMath.Vary(
            random.Pick(new SKColor(44, 45, 48), new SKColor(62, 64, 68), new SKColor(36, 62, 52), new SKColor(48, 60, 92),
                new SKColor(96, 98, 100)),
            random, 5);
        Fill(canvas, mat, colour);
        Texture.Grain.Lay(canvas, mat, 0.9f, 0.16f, random.Below(999));
        if (!random.Chance(0.6))
        {
            return;
        }

        var pitch = random.Range(9f, 22f);
        using var light = new SKPaint { Color = SKColors.White.WithAlpha(16), StrokeWidth = pitch * 0.16f, IsAntialias = true };
        using var dark = new SKPaint { Color = SKColors.Black.WithAlpha(60), StrokeWidth = pitch * 0.2f, IsAntialias = true };
        for (var y = mat.Top; y < mat.Bottom; y += pitch)
        {
            canvas.DrawLine(mat.Left, y, mat.Right, y, dark);
            canvas.DrawLine(mat.Left, y + (pitch * 0.25f), mat.Right, y + (pitch * 0.25f), light);
        }
    }

    private static void Steel(SKCanvas canvas, SKRect mat, SceneRandom random)
    {
        Fill(canvas, mat, ColourMath.Vary(new SKColor(158, 161, 164), random, 10));
        Texture.Brushed.Lay(canvas, mat, 1.1f, 0.22f, random.Below(999));
        // A wide, soft reflection of the lamp or the ceiling.
        var at = new SKPoint(random.Range(-250f, 250f), random.Range(-200f, 200f));
        using var shader = SKShader.CreateRadialGradient(
            at, random.Range(160f, 380f), [SKColors.White.WithAlpha(70), SKColors.White.WithAlpha(0)], SKShaderTileMode.Clamp);
        using var gleam = new SKPaint { Shader = shader };
        canvas.DrawRect(mat, gleam);
        if (random.Chance(0.6))
        {
            var pitch = random.Pick(58f, 75, 100);
            using var head = new SKPaint { Color = new SKColor(176, 178, 181), IsAntialias = true };
            using var shade = new SKPaint { Color = new SKColor(40, 42, 46, 140), IsAntialias = true };
            for (var x = mat.Left + 18; x < mat.Right; x += pitch)
            {
                foreach (var y in (ReadOnlySpan<float>)[mat.Top + 16, mat.Bottom - 16])
                {
                    canvas.DrawCircle(x + 1, y + 1.4f, 5, shade);
                    canvas.DrawCircle(x, y, 4.4f, head);
                }
            }
        }
    }

    private static void Wood(SKCanvas canvas, SKRect mat, SceneRandom random)
    {
        var colour = ColourMath.Vary(
            random.Pick(new SKColor(176, 138, 98), new SKColor(140, 100, 66), new SKColor(206, 178, 140), new SKColor(104, 74, 52)),
            random, 7);
        Fill(canvas, mat, colour);
        var plank = random.Pick(600f, 100, 140, 200);
        using var gap = new SKPaint { Color = new SKColor(30, 20, 12, 170), StrokeWidth = 2.2f, IsAntialias = true };
        for (var y = mat.Top; y < mat.Bottom; y += plank)
        {
            var row = new SKRect(mat.Left, y, mat.Right, Math.Min(y + plank, mat.Bottom));
            Fill(canvas, row, ColourMath.Vary(colour, random, 5).WithAlpha(130));
            Texture.Wood.Lay(canvas, row, random.Range(1.2f, 2.2f), 0.24f, random.Below(9999));
            canvas.DrawLine(mat.Left, y, mat.Right, y, gap);
        }
    }

    private static void Laminate(SKCanvas canvas, SKRect mat, SceneRandom random)
    {
        Fill(canvas, mat, ColourMath.Vary(
            random.Pick(new SKColor(214, 212, 206), new SKColor(188, 190, 190), new SKColor(226, 220, 206), new SKColor(120, 124, 128)),
            random, 6));
        Texture.Clouds.Lay(canvas, mat, 1.4f, 0.08f, random.Below(999));
        if (random.Chance(0.5))
        {
            using var speck = new SKPaint { Color = new SKColor(70, 70, 70, 70), IsAntialias = true };
            for (var i = 0; i < 900; i++)
            {
                canvas.DrawCircle(random.Range(mat.Left, mat.Right), random.Range(mat.Top, mat.Bottom), random.Range(0.5f, 1.6f), speck);
            }
        }
    }

    private static void Grid(SKCanvas canvas, SKRect mat, SceneRandom random)
    {
        var colour = ColourMath.Vary(
            random.Pick(new SKColor(72, 76, 82), new SKColor(52, 88, 140), new SKColor(180, 182, 184), new SKColor(60, 110, 84)), random,
            8);
        var pitch = random.Range(20f, 34f);
        var bar = pitch * random.Range(0.3f, 0.5f);
        Fill(canvas, mat, ColourMath.Lit(colour, 0.42f));
        using var plastic = new SKPaint { Color = colour, IsAntialias = true };
        using var edge = new SKPaint { Color = SKColors.White.WithAlpha(36), StrokeWidth = 1, IsAntialias = true };
        for (var x = mat.Left; x < mat.Right; x += pitch)
        {
            canvas.DrawRect(new SKRect(x, mat.Top, x + bar, mat.Bottom), plastic);
            canvas.DrawLine(x, mat.Top, x, mat.Bottom, edge);
        }

        for (var y = mat.Top; y < mat.Bottom; y += pitch)
        {
            canvas.DrawRect(new SKRect(mat.Left, y, mat.Right, y + bar), plastic);
            canvas.DrawLine(mat.Left, y, mat.Right, y, edge);
        }
    }

    /// <summary>Scratches, stains, a scrap of tape: found at every station.</summary>
    private static void Wear(SKCanvas canvas, SKRect mat, SceneRandom random)
    {
        Texture.Clouds.Lay(canvas, mat, random.Range(1.5f, 3f), random.Range(0.02f, 0.12f), random.Below(999));
        using var scratch = new SKPaint { IsAntialias = true, Style = SKPaintStyle.Stroke };
        var scratches = random.Below(24);
        for (var i = 0; i < scratches; i++)
        {
            var (x, y) = (random.Range(mat.Left, mat.Right), random.Range(mat.Top, mat.Bottom));
            var angle = random.Range(0f, MathF.Tau);
            var length = random.Range(10f, 130f);
            scratch.StrokeWidth = random.Range(0.4f, 1.4f);
            scratch.Color = random.Chance(0.6) ? SKColors.White.WithAlpha(ColourMath.Byte(random.Range(14f, 60f)))
                : SKColors.Black.WithAlpha(50);
            canvas.DrawLine(x, y, x + (MathF.Cos(angle) * length), y + (MathF.Sin(angle) * length), scratch);
        }

        var stains = random.Below(4);
        for (var i = 0; i < stains; i++)
        {
            using var stain = new SKPaint
            {
                Color = new SKColor(50, 40, 30, ColourMath.Byte(random.Range(10f, 38f))),
                MaskFilter = SKMaskFilter.CreateBlur(SKBlurStyle.Normal, random.Range(3f, 14f)),
            };
            canvas.DrawOval(
                random.Range(mat.Left, mat.Right), random.Range(mat.Top, mat.Bottom), random.Range(10f, 60f), random.Range(10f, 40f),
                stain);
        }

        if (random.Chance(0.25))
        {
            using var scrap = new SKPaint
            {
                Color = random.Pick(new SKColor(232, 230, 222, 200), new SKColor(190, 150, 100, 200)),
                IsAntialias = true
            };
            canvas.Save();
            canvas.Translate(random.Range(mat.Left + 30, mat.Right - 30), random.Pick(mat.Top + 30, mat.Bottom - 30));
            canvas.RotateDegrees(random.Range(0f, 360f));
            canvas.DrawRect(new SKRect(0, 0, random.Range(8f, 26f), random.Range(4f, 12f)), scrap);
            canvas.Restore();
        }
    }

    private static void Fill(SKCanvas canvas, SKRect rect, SKColor colour)
    {
        using var paint = new SKPaint { Color = colour, IsAntialias = true };
        canvas.DrawRect(rect, paint);
    }
}
