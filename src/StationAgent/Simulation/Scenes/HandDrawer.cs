using SkiaSharp;
using StationAgent.Simulation.Scenes.Pieces;

namespace StationAgent.Simulation.Scenes;

/// <summary>An arm with sleeve and hand, seen from above, with what it holds.</summary>
internal static class HandDrawer
{
    /// <summary>From where an empty hand and its shadow are just out of the picture to the platform's centre, in mm.</summary>
    private const double TravelMm = 960;

    private const float SleeveMm = 640;

    /// <summary>The frame of what the hand holds: its centre, height above the platform and turn.</summary>
    public static ItemFrame Grip(HandPose hand)
    {
        var (sin, cos) = Math.SinCos(hand.AngleDegrees * Math.PI / 180);
        var back = (1 - Math.Clamp(hand.Reach, 0, 1)) * (TravelMm + ((hand.Carried?.LengthMm ?? 0) * 0.75));
        // Let down over the last stretch, as people do.
        var height = 12 + Math.Min(110, back * 0.5);
        return ItemFrame.At(hand.X + (sin * back), hand.Y + (cos * back), height, hand.CarriedRotationDegrees);
    }

    public static void Draw(SceneStage stage, HandPose hand, PieceDrawer pieces)
    {
        var grip = Grip(hand);
        var look = ArmLook.Draw(hand.SleeveSeed);
        var carried = hand.Carried;
        var edge = carried is null ? 20 : EdgeMm(carried, hand.AngleDegrees + hand.CarriedRotationDegrees);
        var (sin, cos) = Math.SinCos(hand.AngleDegrees * Math.PI / 180);
        // The wrist is behind the piece's near edge; tall pieces are held below the lid.
        var wrist = ItemFrame.At(
            grip.Origin.X + (sin * edge), grip.Origin.Y + (cos * edge), grip.Origin.Z + Math.Max(6, (carried?.HeightMm ?? 20) * 0.8),
            -hand.AngleDegrees);
        Sleeve(stage, look, wrist);
        if (carried is null)
        {
            Palm(stage, look, wrist, fingers: true, thumb: true);
            return;
        }

        Palm(stage, look, wrist, fingers: true, thumb: false);
        pieces.Draw(stage, carried, grip);
        Palm(stage, look, wrist, fingers: false, thumb: true);
    }

    /// <summary>The pixels that arm, piece and their shadows can change, somewhat more rather than less.</summary>
    public static SKRectI Touches(SceneStage stage, HandPose hand)
    {
        var grip = Grip(hand);
        // The corners of a turned piece reach beyond half of its length.
        var half = hand.Carried is { } item ? (float)((item.LengthMm / 2) + (item.WidthMm * 0.55)) : 0;
        var top = 40 + (float)(hand.Carried is { } held ? held.HeightMm + (held.WidthMm * 0.5) : 40);
        var arm = ItemFrame.At(grip.Origin.X, grip.Origin.Y, grip.Origin.Z, -hand.AngleDegrees);
        half += 120;
        var bounds = SKRect.Empty;
        foreach (var across in (ReadOnlySpan<float>)[-half, half + 112 + SleeveMm])
        {
            foreach (var along in (ReadOnlySpan<float>)[-half, half])
            {
                foreach (var up in (ReadOnlySpan<float>)[0, top])
                {
                    var corner = arm.Point(along, across, up);
                    Include(ref bounds, stage.Camera.Project(corner));
                    Include(ref bounds, stage.Camera.Project(stage.Light.OnFloor(corner)));
                    Include(ref bounds, stage.Camera.Project(corner with { Z = 0 }));
                }
            }
        }

        const int BlurPixels = 60;
        return SKRectI.Inflate(SKRectI.Ceiling(bounds), BlurPixels, BlurPixels);

        static void Include(ref SKRect bounds, SKPoint at) => bounds = bounds.IsEmpty
            ? SKRect.Create(at.X, at.Y, 1, 1)
            : SKRect.Union(bounds, SKRect.Create(at.X, at.Y, 1, 1));
    }

    /// <summary>From the piece's centre to its edge, towards the arm.</summary>
    private static double EdgeMm(SceneItem item, double degrees)
    {
        var (sin, cos) = Math.SinCos(degrees * Math.PI / 180);
        var along = item.LengthMm / 2 / Math.Max(1e-6, Math.Abs(sin));
        var across = item.WidthMm / 2 / Math.Max(1e-6, Math.Abs(cos));
        return Math.Min(along, across);
    }

    private static void Sleeve(SceneStage stage, ArmLook look, ItemFrame wrist)
    {
        var half = look.Build * 50;
        var area = new SKRect(-half * 1.5f, 112, half * 1.5f, 112 + SleeveMm);
        using var outline = new SKPath();
        outline.MoveTo(-half * 0.86f, area.Top);
        outline.CubicTo(-half * 1.1f, area.Top + 120, -half * 1.25f, area.Top + 300, -half * 1.45f, area.Bottom);
        outline.LineTo(half * 1.45f, area.Bottom);
        outline.CubicTo(half * 1.25f, area.Top + 300, half * 1.1f, area.Top + 120, half * 0.86f, area.Top);
        outline.Close();
        Relief.CastShadow(stage, wrist, outline, 20);
        stage.Reliefs.Get("sleeve", look.Seed, wrist.Along, () => LitSleeve(stage, look, wrist, area, outline)).Draw(stage, wrist, 18);
    }

    private static LitRelief LitSleeve(SceneStage stage, ArmLook look, ItemFrame wrist, SKRect area, SKPath outline)
    {
        var half = look.Build * 50;
        using var relief = new Relief(area);
        var canvas = relief.Canvas;
        canvas.ClipPath(outline, antialias: true);
        using (var cloth = new SKPaint { Color = look.Cloth })
        {
            canvas.DrawRect(area, cloth);
        }

        if (look.Stripes)
        {
            using var stripe = new SKPaint { Color = ColourMath.Mix(look.Cloth, SKColors.White, 0.35f), StrokeWidth = 7 };
            for (var y = area.Top + 20; y < area.Bottom; y += 28)
            {
                canvas.DrawLine(area.Left, y, area.Right, y, stripe);
            }
        }

        Texture.Grain.Lay(canvas, area, 0.8f, 0.12f, look.Seed);
        using (var cuff = new SKPaint { Color = ColourMath.Lit(look.Cloth, 0.82f) })
        {
            canvas.DrawRect(new SKRect(area.Left, area.Top, area.Right, area.Top + 24), cuff);
        }

        using (var hem = new SKPaint { Color = ColourMath.Lit(look.Cloth, 0.5f), StrokeWidth = 2 })
        {
            canvas.DrawLine(area.Left, area.Top + 24, area.Right, area.Top + 24, hem);
        }

        relief.Shape((x, y) =>
        {
            var u = Math.Clamp(Math.Abs(x) / (half * 1.4f), 0, 1);
            var round = half * 0.8f * MathF.Sqrt(1 - (u * u));
            // Cloth gathers across the arm, most near the wrist and the bend.
            var folds = ValueNoise.Crests((x / 60) + (y / 90), (y / 34) + (0.5f * ValueNoise.At(x / 40, y / 60, look.Seed)), look.Seed + 4);
            return round + (9 * folds) + (y < area.Top + 24 ? 3 : 0);
        });
        relief.Soften(2);
        return relief.Light(stage, wrist, Sheen.Cloth);
    }

    private static void Palm(SceneStage stage, ArmLook look, ItemFrame wrist, bool fingers, bool thumb)
    {
        var mirror = look.LeftHanded ? -1f : 1;
        var build = look.Build;
        var area = new SKRect(-92 * build, -82 * build, 92 * build, 150);
        using var outline = new SKPath();
        if (fingers)
        {
            using var back = new SKPath();
            back.MoveTo(-27, 150);
            back.CubicTo(-28, 105, -42, 80, -42, 44);
            back.CubicTo(-42, 22, -36, 12, -28, 10);
            back.LineTo(32, 16);
            back.CubicTo(42, 22, 44, 40, 41, 62);
            back.CubicTo(37, 92, 28, 108, 27, 150);
            back.Close();
            outline.AddPath(back);
            // Index to little finger: root, tip and half width.
            ReadOnlySpan<(float X, float Y, float TipX, float TipY, float Half)> digits =
            [
                (-31, 22, -38 - look.Spread, -50, 8.8f), (-11, 16, -13 - (look.Spread * 0.3f), -64, 9),
                (9, 17, 12 + (look.Spread * 0.3f), -56, 8.6f),
                (28, 24, 36 + look.Spread, -34, 7.6f),
            ];
            foreach (var digit in digits)
            {
                Digit(outline, digit.X, digit.Y, digit.TipX, digit.TipY, digit.Half);
            }
        }

        if (thumb)
        {
            // An empty hand's thumb stands off; one that holds lies on the piece.
            var (tipX, tipY) = fingers ? (-74f, 10f) : (-30f, -26f);
            Digit(outline, -33, 74, fingers ? -58 : -40, 42, 12.5f);
            Digit(outline, fingers ? -58 : -40, 42, tipX, tipY, 10.5f);
        }

        using var scaled = new SKPath(outline);
        scaled.Transform(SKMatrix.CreateScale(mirror * build, build));
        Relief.CastShadow(stage, wrist, scaled, 14);

        var part = (fingers, thumb) switch { (true, true) => "hand", (true, false) => "fingers", _ => "thumb" };
        stage.Reliefs.Get(part, look.Seed, wrist.Along, () => LitPalm(stage, look, wrist, area, outline, fingers, thumb))
            .Draw(stage, wrist, thumb && !fingers ? 14 : 8);
    }

    private static LitRelief LitPalm(SceneStage stage, ArmLook look, ItemFrame wrist, SKRect area, SKPath outline, bool fingers, bool thumb)
    {
        using var relief = new Relief(area);
        var canvas = relief.Canvas;
        canvas.Scale((look.LeftHanded ? -1 : 1) * look.Build, look.Build);
        using (var skin = new SKPaint { Color = look.Skin, IsAntialias = true })
        {
            canvas.DrawPath(outline, skin);
        }

        canvas.ClipPath(outline, antialias: true);
        if (look.Glove)
        {
            Texture.Fibre.Lay(canvas, SKRect.Inflate(area, 20, 20), 0.9f, 0.25f, look.Seed);
        }
        else
        {
            Details(canvas, look, fingers, thumb);
        }

        relief.Inflate(11 * look.Build, 13 * look.Build);
        return relief.Light(stage, wrist, Sheen.Skin);
    }

    private static void Digit(SKPath outline, float x, float y, float tipX, float tipY, float half)
    {
        using var line = new SKPath();
        line.MoveTo(x, y);
        line.LineTo(tipX, tipY);
        using var stroke = new SKPaint { Style = SKPaintStyle.Stroke, StrokeWidth = half * 2, StrokeCap = SKStrokeCap.Round };
        using var shape = stroke.GetFillPath(line);
        using var union = outline.Op(shape, SKPathOp.Union);
        outline.Reset();
        outline.AddPath(union);
    }

    private static void Details(SKCanvas canvas, ArmLook look, bool fingers, bool thumb)
    {
        using var blush = new SKPaint
        {
            Color = ColourMath.Mix(look.Skin, new SKColor(190, 80, 70), 0.3f).WithAlpha(110),
            MaskFilter = SKMaskFilter.CreateBlur(SKBlurStyle.Normal, 5),
        };
        using var crease = new SKPaint
        {
            Color = ColourMath.Lit(look.Skin, 0.72f).WithAlpha(150),
            StrokeWidth = 1.1f,
            Style = SKPaintStyle.Stroke,
            IsAntialias = true,
        };
        using var nail = new SKPaint { Color = ColourMath.Mix(look.Skin, new SKColor(250, 214, 206), 0.55f), IsAntialias = true };
        if (fingers)
        {
            foreach (var (x, y) in (ReadOnlySpan<(float, float)>)[(-31, 20), (-11, 14), (9, 15), (28, 22)])
            {
                canvas.DrawCircle(x, y, 8, blush);
                canvas.DrawArc(new SKRect(x - 6, y - 26, x + 6, y - 18), 10, 160, useCenter: false, crease);
                canvas.DrawArc(new SKRect(x - 6, y - 22, x + 6, y - 14), 10, 160, useCenter: false, crease);
            }

            foreach (var (x, y) in (ReadOnlySpan<(float, float)>)[(-38 - look.Spread, -50), (-13 - (look.Spread * 0.3f), -64),
                (12 + (look.Spread * 0.3f), -56), (36 + look.Spread, -34)])
            {
                canvas.DrawRoundRect(new SKRect(x - 5, y - 6, x + 5, y + 5), 4, 4, nail);
            }
        }

        if (thumb)
        {
            var (x, y) = fingers ? (-74f, 10f) : (-30f, -26f);
            canvas.DrawRoundRect(new SKRect(x - 6, y - 7, x + 6, y + 6), 5, 5, nail);
        }
    }
}
