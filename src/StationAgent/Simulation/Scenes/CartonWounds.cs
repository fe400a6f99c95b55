using SkiaSharp;

namespace StationAgent.Simulation.Scenes;

/// <summary>Paints tears, holes, stains and creases on a damaged carton's faces.</summary>
internal static class CartonWounds
{
    /// <param name="canvas">In mm from the face's upper left corner.</param>
    /// <param name="look">The carton.</param>
    /// <param name="subType">What happened to it.</param>
    /// <param name="face">0 the lid, 1 to 4 the walls.</param>
    /// <param name="size">The face's size.</param>
    /// <param name="random">Draws of the damage.</param>
    public static void Inflict(SKCanvas canvas, CartonLook look, string subType, int face, SKSize size, SceneRandom random)
    {
        var least = Math.Min(size.Width, size.Height);
        Creases(canvas, look, size, subType is "crushed" or "dented" ? 6 : 2, random);
        switch (subType)
        {
            case "holed" when face == 0 || random.Chance(0.4):
                Hole(canvas, look, new SKPoint(size.Width * random.Range(0.2f, 0.8f), size.Height * random.Range(0.25f, 0.75f)),
                    least * random.Range(0.14f, 0.3f), random);
                break;
            case "torn" when face == 0 || random.Chance(0.5):
                Tear(canvas, look, size, random);
                Tear(canvas, look, size, random);
                break;
            case "wet":
                Stain(canvas, look, size, random);
                break;
            case "crushed" when random.Chance(0.35):
                Tear(canvas, look, size, random);
                break;
            default:
                break;
        }
    }

    /// <summary>A ragged blob: a closed path whose radius wavers.</summary>
    public static SKPath Ragged(SKPoint centre, float radius, float wildness, SceneRandom random, float stretch = 1)
    {
        const int Steps = 34;
        var path = new SKPath();
        var seed = random.Below(100_000);
        var turn = random.Range(0f, MathF.Tau);
        for (var i = 0; i < Steps; i++)
        {
            var angle = MathF.Tau * i / Steps;
            var (sin, cos) = MathF.SinCos(angle);
            var r = radius * (1 + (wildness * ((0.7f * Noise.At((cos * 1.6f) + 9, (sin * 1.6f) + 9, seed))
                + (0.5f * (float)random.Bell() * 0.4f))));
            var (x, y) = (cos * r * stretch, sin * r);
            var point = new SKPoint(centre.X + (x * MathF.Cos(turn)) - (y * MathF.Sin(turn)), centre.Y + (x * MathF.Sin(turn))
                + (y * MathF.Cos(turn)));
            if (i == 0)
            {
                path.MoveTo(point);
            }
            else
            {
                path.LineTo(point);
            }
        }

        path.Close();
        return path;
    }

    /// <summary>Lines along which the board gave way: dark in the fold, pale where the liner stretched.</summary>
    public static void Creases(SKCanvas canvas, CartonLook look, SKSize size, int most, SceneRandom random)
    {
        using var dark = new SKPaint
        {
            Color = Paint.Lit(look.Board, 0.45f).WithAlpha(150),
            Style = SKPaintStyle.Stroke,
            StrokeWidth = 1.6f,
            IsAntialias = true,
        };
        using var pale = new SKPaint
        {
            Color = Paint.Lit(look.Board, 1.25f).WithAlpha(150),
            Style = SKPaintStyle.Stroke,
            StrokeWidth = 1.8f,
            IsAntialias = true,
        };
        var count = random.Below(most + 1);
        for (var i = 0; i < count; i++)
        {
            using var path = new SKPath();
            var (x, y) = (random.Range(0f, size.Width), random.Range(0f, size.Height));
            var angle = random.Range(0f, MathF.Tau);
            var step = Math.Min(size.Width, size.Height) * random.Range(0.1f, 0.25f);
            path.MoveTo(x, y);
            for (var k = 0; k < 4; k++)
            {
                angle += (float)random.Bell() * 0.3f;
                (x, y) = (x + (MathF.Cos(angle) * step), y + (MathF.Sin(angle) * step));
                path.LineTo(x, y);
            }

            canvas.Save();
            canvas.Translate(1.3f, 1.5f);
            canvas.DrawPath(path, pale);
            canvas.Restore();
            canvas.DrawPath(path, dark);
        }
    }

    private static void Hole(SKCanvas canvas, CartonLook look, SKPoint centre, float radius, SceneRandom random)
    {
        var stretch = random.Range(1f, 1.7f);
        using var hole = Ragged(centre, radius, 0.5f, random, stretch);
        using var bare = new SKPaint
        {
            Color = Paint.Mix(look.Inside, new SKColor(238, 228, 208), 0.5f),
            Style = SKPaintStyle.StrokeAndFill,
            StrokeWidth = Math.Max(5, radius * 0.35f),
            StrokeJoin = SKStrokeJoin.Miter,
            IsAntialias = true,
            PathEffect = SKPathEffect.CreateDiscrete(5, 3, (uint)random.Below(9999)),
        };
        canvas.DrawPath(hole, bare);
        bare.PathEffect.Dispose();
        using var deep = new SKPaint { Color = Paint.Lit(look.Inside, 0.16f), IsAntialias = true };
        canvas.DrawPath(hole, deep);
        // Light from above still reaches the far inner side.
        canvas.Save();
        canvas.ClipPath(hole, antialias: true);
        using var glow = new SKPaint
        {
            Color = Paint.Lit(look.Inside, 0.42f),
            MaskFilter = SKMaskFilter.CreateBlur(SKBlurStyle.Normal, radius * 0.3f),
        };
        canvas.DrawCircle(centre.X + (radius * 0.35f), centre.Y + (radius * 0.45f), radius * 0.6f, glow);
        canvas.Restore();
    }

    /// <summary>The outer liner ripped off: the fluting lies bare, pale and striped.</summary>
    private static void Tear(SKCanvas canvas, CartonLook look, SKSize size, SceneRandom random)
    {
        var least = Math.Min(size.Width, size.Height);
        var centre = new SKPoint(
            random.Chance(0.5) ? random.Pick(0f, size.Width) : random.Range(0f, size.Width), random.Range(0f, size.Height));
        using var area = Ragged(centre, least * random.Range(0.16f, 0.38f), 0.6f, random, random.Range(1f, 2.4f));
        using var lifted = new SKPaint
        {
            Color = Paint.Mix(look.Inside, new SKColor(238, 228, 208), 0.6f),
            Style = SKPaintStyle.Stroke,
            StrokeWidth = 4,
            IsAntialias = true,
            PathEffect = SKPathEffect.CreateDiscrete(4, 2.5f, (uint)random.Below(9999)),
        };
        using var bare = new SKPaint { Color = Paint.Lit(look.Inside, 0.82f), IsAntialias = true };
        canvas.DrawPath(area, bare);
        canvas.Save();
        canvas.ClipPath(area, antialias: true);
        var pitch = 6.5f;
        using var trough = new SKPaint { Color = SKColors.Black.WithAlpha(70), StrokeWidth = pitch * 0.42f, IsAntialias = true };
        for (var x = centre.X - size.Width; x < centre.X + size.Width; x += pitch)
        {
            canvas.DrawLine(x, 0, x, size.Height, trough);
        }

        canvas.Restore();
        canvas.DrawPath(area, lifted);
        lifted.PathEffect.Dispose();
    }

    /// <summary>Water that was soaked up: darker, with the darkest line where it stopped.</summary>
    private static void Stain(SKCanvas canvas, CartonLook look, SKSize size, SceneRandom random)
    {
        var centre = new SKPoint(random.Range(0f, size.Width), size.Height * random.Range(0.5f, 1.05f));
        using var area = Ragged(centre, Math.Max(size.Width, size.Height) * random.Range(0.28f, 0.5f), 0.45f, random,
            random.Range(1f, 1.6f));
        using var soaked = new SKPaint
        {
            Color = Paint.Lit(look.Board, 0.5f).WithAlpha(135),
            IsAntialias = true,
            MaskFilter = SKMaskFilter.CreateBlur(SKBlurStyle.Normal, 2.5f),
        };
        using var line = new SKPaint
        {
            Color = Paint.Lit(look.Board, 0.38f).WithAlpha(120),
            Style = SKPaintStyle.Stroke,
            StrokeWidth = 3,
            IsAntialias = true,
            MaskFilter = SKMaskFilter.CreateBlur(SKBlurStyle.Normal, 1.4f),
        };
        canvas.DrawPath(area, soaked);
        canvas.DrawPath(area, line);
        Texture.Clouds.Lay(canvas, area, 0.8f, 0.2f, random.Below(999));
    }
}
