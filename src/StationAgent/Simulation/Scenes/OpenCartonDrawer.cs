using System.Numerics;
using SkiaSharp;

namespace StationAgent.Simulation.Scenes;

/// <summary>A carton with its four flaps folded back, seen into.</summary>
internal static class OpenCartonDrawer
{
    private const float BoardMm = 3.5f;

    public static void Draw(SceneStage stage, CartonLook look, CartonBody body, FlapDamage damage)
    {
        var random = SceneRandom.For(look.Seed, "flaps");
        Span<Flap> flaps = stackalloc Flap[4];
        for (var side = 0; side < 4; side++)
        {
            // From straight up over level to hanging down the side.
            var angle = random.Range(35f, 160f) * MathF.PI / 180;
            flaps[side] = new Flap(side, angle, body.W * random.Range(0.94f, 1f));
        }

        foreach (var flap in flaps)
        {
            if (!InFront(stage, body, flap.Side))
            {
                DrawFlap(stage, look, body, flap, damage);
            }
        }

        Inside(stage, look, body);
        for (var side = 0; side < 4; side++)
        {
            CartonDrawer.OuterWall(stage, look, body, side);
        }

        Rim(stage, look, body);
        foreach (var flap in flaps)
        {
            if (InFront(stage, body, flap.Side))
            {
                DrawFlap(stage, look, body, flap, damage);
            }
        }
    }

    private static bool InFront(SceneStage stage, CartonBody body, int side)
    {
        var (a, _, normal) = body.Wall(side);
        return stage.Faces(a, normal);
    }

    private static void Inside(SceneStage stage, CartonLook look, CartonBody body)
    {
        var (l, w) = (2 * body.L, 2 * body.W);
        // The deeper and narrower the box, the less light reaches its floor.
        var depth = Math.Clamp(body.H / (body.L + body.W), 0.2f, 1.6f);
        var floor = 0.72f - (0.26f * depth);
        CartonDrawer.Plane(
            stage, body.Frame.Point(-body.L, -body.W, BoardMm), body.Frame.Along, body.Frame.Across, new SKRect(0, 0, l, w),
            canvas =>
            {
                CartonArt.Board(canvas, new SKRect(0, 0, l, w), look.Inside, look.Seed + 9);
                CartonArt.Seam(canvas, look.Inside, 0, w / 2, l, w / 2);
                using var corner = new SKPaint
                {
                    Color = SKColors.Black.WithAlpha(120),
                    Style = SKPaintStyle.Stroke,
                    StrokeWidth = w * 0.12f,
                    MaskFilter = SKMaskFilter.CreateBlur(SKBlurStyle.Normal, w * 0.07f),
                };
                canvas.DrawRect(new SKRect(0, 0, l, w), corner);
            },
            floor, 1);
        for (var side = 0; side < 4; side++)
        {
            var (a, b, normal) = body.Wall(side);
            if (!stage.Faces(a, -normal))
            {
                continue;
            }

            var length = Vector3.Distance(a, b);
            var shade = (0.3f + (0.6f * stage.Light.Shade(-normal))) * (1.05f - (0.12f * depth));
            CartonDrawer.Plane(
                stage, b, Vector3.Normalize(a - b), -Vector3.UnitZ, new SKRect(0, 0, length, body.H),
                canvas => CartonArt.Board(canvas, new SKRect(0, 0, length, body.H), look.Inside, look.Seed + side), shade, floor / 0.95f);
        }
    }

    private static void Rim(SceneStage stage, CartonLook look, CartonBody body)
    {
        using var rim = new SKPaint
        {
            Color = Paint.Lit(look.Inside, 1.12f * 0.92f),
            StrokeWidth = BoardMm * 0.8f * stage.Camera.Scale,
            Style = SKPaintStyle.Stroke,
            IsAntialias = true,
        };
        for (var side = 0; side < 4; side++)
        {
            var (a, b, _) = body.Wall(side);
            stage.Canvas.DrawLine(stage.Camera.Project(a), stage.Camera.Project(b), rim);
        }
    }

    private static void DrawFlap(SceneStage stage, CartonLook look, CartonBody body, Flap flap, FlapDamage damage)
    {
        var random = SceneRandom.For(look.Seed, $"flap {flap.Side}");
        var (a, b, normal) = body.Wall(flap.Side);
        var (sin, cos) = MathF.SinCos(flap.Angle);
        var away = (normal * sin) + (Vector3.UnitZ * cos);
        var inner = (Vector3.UnitZ * sin) - (normal * cos);
        var length = Vector3.Distance(a, b);
        var reach = flap.Reach;
        // Hanging flaps of a low box would go through the platform.
        if (away.Z < 0)
        {
            reach = Math.Min(reach, a.Z / -away.Z);
        }

        var seesInside = stage.Faces((a + b) / 2, inner);
        var shade = stage.Light.Shade(seesInside ? inner : -inner);
        var colour = seesInside ? look.Inside : look.Board;
        var torn = damage == FlapDamage.Torn && random.Chance(0.7);
        using var outline = Outline(length, reach, torn, random);
        if (stage.Shadows && away.Z < 0.5f)
        {
            FlapShadow(stage, a, Vector3.Normalize(b - a), away, outline);
        }

        var canvas = stage.Canvas;
        canvas.Save();
        canvas.Concat(stage.Camera.Plane(a, Vector3.Normalize(b - a), away));
        if (torn)
        {
            // The liner rips first and leaves the pale fluting bare.
            using var bare = new SKPaint { Color = Paint.Lit(look.Inside, 1.2f * Math.Min(1, shade)), IsAntialias = true };
            canvas.Save();
            canvas.Translate(0, 5);
            canvas.ClipRect(new SKRect(-5, reach * 0.2f, length + 5, reach + 10));
            canvas.DrawPath(outline, bare);
            canvas.Restore();
        }

        canvas.ClipPath(outline, antialias: true);
        CartonArt.Board(canvas, new SKRect(0, 0, length, reach), colour, look.Seed + 20 + flap.Side);
        if (look.TapeMm > 0 && (flap.Side & 1) == 0)
        {
            // Half of the cut tape stays on each long flap's free edge.
            CartonArt.Tape(canvas, look, new SKRect(0, reach - (look.TapeMm * 0.45f), length, reach + 1), random);
        }

        using (var crease = new SKPaint { Color = SKColors.Black.WithAlpha(70), StrokeWidth = 3, IsAntialias = true })
        {
            canvas.DrawLine(0, 0, length, 0, crease);
        }

        CartonDrawer.Light(canvas, new SKRect(0, 0, length, reach), shade, 1);
        using (var edge = new SKPaint
        {
            Color = Paint.Lit(look.Inside, 1.1f).WithAlpha(150),
            Style = SKPaintStyle.Stroke,
            StrokeWidth = 2.4f,
            IsAntialias = true,
        })
        {
            canvas.DrawPath(outline, edge);
        }

        canvas.Restore();
    }

    private static SKPath Outline(float length, float reach, bool torn, SceneRandom random)
    {
        var path = new SKPath();
        var taper = random.Range(1f, 4f);
        path.MoveTo(0, 0);
        path.LineTo(length, 0);
        if (!torn)
        {
            path.LineTo(length - taper, reach);
            path.LineTo(taper, reach);
            path.Close();
            return path;
        }

        var (from, to) = (random.Range(0.25f, 1f), random.Range(0.25f, 1f));
        var rough = random.Below(100_000);
        const int Steps = 40;
        for (var i = 0; i <= Steps; i++)
        {
            var share = from + ((to - from) * i / Steps) + ((float)random.Bell() * 0.03f) + (0.16f * Noise.At(i * 0.6f, 0.5f, rough));
            path.LineTo(length - taper - ((length - (2 * taper)) * i / Steps), reach * Math.Clamp(share, 0.12f, 1));
        }

        path.Close();
        return path;
    }

    private static void FlapShadow(SceneStage stage, Vector3 a, Vector3 u, Vector3 away, SKPath outline)
    {
        var canvas = stage.Canvas;
        var light = stage.Light;
        var origin = light.OnFloor(a);
        canvas.Save();
        canvas.Concat(stage.Camera.Plane(origin, light.OnFloor(a + u) - origin, light.OnFloor(a + away) - origin));
        using var paint = new SKPaint
        {
            Color = new SKColor(8, 8, 14, Paint.Byte((1 - light.Ambient) * 120)),
            MaskFilter = SKMaskFilter.CreateBlur(SKBlurStyle.Normal, Math.Clamp(a.Z * light.Softness / 100, 2, 20)),
        };
        canvas.DrawPath(outline, paint);
        canvas.Restore();
    }

    private readonly record struct Flap(int Side, float Angle, float Reach);
}
