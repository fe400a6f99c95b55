using SkiaSharp;

namespace StationAgent.Simulation.Scenes;

/// <summary>A carton pressed flat: two panels side by side with their flaps, on a second layer.</summary>
internal static class BlankDrawer
{
    private const float SlotMm = 7;

    public static void Draw(SceneStage stage, CartonLook look, ItemFrame frame, float length, float width)
    {
        var random = SceneRandom.For(look.Seed, "blank");
        var fold = length * random.Range(0.58f, 0.66f);
        // The shorter panel gives the flaps' length: half a carton's width each.
        var flap = Math.Min((length - fold) / 2, width * 0.3f);
        var (z, lift) = (6f, random.Range(3f, 9f));
        using var lower = Outline(length, width, fold, flap, random);
        using var upper = Outline(length, width, fold, flap, random);
        var canvas = stage.Canvas;
        if (stage.Shadows)
        {
            canvas.Save();
            canvas.Concat(stage.Camera.Plane(stage.Light.OnFloor(frame.Point(-length / 2, -width / 2, 10)), frame.Along, frame.Across));
            using var shadow = new SKPaint
            {
                Color = new SKColor(8, 8, 14, Paint.Byte(60 + ((1 - stage.Light.Ambient) * 110))),
                MaskFilter = SKMaskFilter.CreateBlur(SKBlurStyle.Normal, 5 + (stage.Light.Softness * 0.12f)),
            };
            canvas.DrawPath(lower, shadow);
            canvas.Restore();
        }

        Layer(stage, look, frame, new SKSize(length, width), lower, z, random, layer => Plain(layer, look, length, width));
        var slip = ItemFrame.At(0, 0, 0, random.Bell() * 1.2);
        var turned = frame with
        {
            Origin = frame.Point(random.Range(-5f, 5f), random.Range(-5f, 5f), lift),
            Along = frame.Direction(slip.Along.X, slip.Along.Y, 0),
            Across = frame.Direction(slip.Across.X, slip.Across.Y, 0),
        };
        Layer(stage, look, turned, new SKSize(length, width), upper, z, random,
            layer => Art(layer, look, length, width, fold, flap, upper, random));
    }

    private static SKPath Outline(float length, float width, float fold, float flap, SceneRandom random)
    {
        // Flaps that were bent stand a little askew, and one may be torn short.
        var path = new SKPath();
        path.MoveTo(0, flap);
        Flap(path, 0, fold, flap, flap, random);
        Flap(path, fold, length, flap, flap, random);
        path.LineTo(length, width - flap);
        Flap(path, length, fold, width - flap, -flap, random);
        Flap(path, fold, 0, width - flap, -flap, random);
        path.Close();
        return path;
    }

    private static void Flap(SKPath path, float from, float to, float hinge, float reach, SceneRandom random)
    {
        var slot = Math.Sign(to - from) * SlotMm / 2;
        var end = random.Chance(0.25) ? random.Range(0.3f, 0.8f) : 1;
        var skew = random.Range(-5f, 5f);
        path.LineTo(from + slot, hinge);
        path.LineTo(from + slot + skew, hinge - (reach * end));
        if (end < 1)
        {
            const int Steps = 12;
            for (var i = 1; i < Steps; i++)
            {
                path.LineTo(
                    from + slot + skew + ((to - from - (2 * slot)) * i / Steps),
                    hinge - (reach * Math.Clamp(end + ((float)random.Bell() * 0.1f), 0.1f, 1)));
            }
        }

        path.LineTo(to - slot + skew, hinge - (reach * Math.Clamp(end + ((float)random.Bell() * 0.04f), 0.1f, 1)));
        path.LineTo(to - slot, hinge);
    }

    private static void Layer(SceneStage stage, CartonLook look, ItemFrame frame, SKSize size, SKPath outline, float z,
        SceneRandom random, Action<SKCanvas> art)
    {
        var canvas = stage.Canvas;
        canvas.Save();
        canvas.Concat(stage.Camera.Plane(frame.Point(-size.Width / 2, -size.Height / 2, z), frame.Along, frame.Across));
        using (var edge = new SKPaint { Color = Paint.Lit(look.Inside, 0.55f), IsAntialias = true })
        {
            canvas.Save();
            canvas.Translate(0.8f, 2.2f);
            canvas.DrawPath(outline, edge);
            canvas.Restore();
        }

        canvas.ClipPath(outline, antialias: true);
        art(canvas);
        using var pale = new SKPaint
        {
            Color = Paint.Lit(look.Inside, 1.2f).WithAlpha(200),
            Style = SKPaintStyle.Stroke,
            StrokeWidth = 2.6f,
            IsAntialias = true,
        };
        canvas.DrawPath(outline, pale);
        // Board that was bent does not lie flat: broad bands of more and less light.
        var seed = random.Below(9999);
        for (var x = 0f; x < size.Width; x += 18)
        {
            var wave = 0.5f * Noise.At(x / 70, 3, seed);
            using var band = new SKPaint
            {
                Color = wave > 0 ? SKColors.White.WithAlpha(Paint.Byte(wave * 40))
                : SKColors.Black.WithAlpha(Paint.Byte(-wave * 70))
            };
            canvas.DrawRect(new SKRect(x, 0, x + 18, size.Height), band);
        }

        CartonDrawer.Light(canvas, new SKRect(0, 0, size.Width, size.Height), 1, 0.96f);
        canvas.Restore();
    }

    private static void Plain(SKCanvas canvas, CartonLook look, float length, float width) =>
        CartonArt.Board(canvas, new SKRect(0, 0, length, width), Paint.Lit(look.Board, 0.8f), look.Seed + 50);

    private static void Art(
        SKCanvas canvas, CartonLook look, float length, float width, float fold, float flap, SKPath outline, SceneRandom random)
    {
        var inside = random.Chance(0.2);
        var colour = inside ? look.Inside : look.Board;
        CartonArt.Board(canvas, new SKRect(0, 0, length, width), colour, look.Seed + 51);
        if (!inside)
        {
            canvas.Save();
            canvas.Translate(0, flap);
            canvas.ClipRect(new SKRect(0, 0, length, width - (2 * flap)));
            var panel = width - (2 * flap);
            var size = Math.Min(panel * 0.4f, 60);
            if (random.Chance(0.6))
            {
                Prints.Mark(canvas, fold * 0.12f, panel * 0.3f, size, look.Ink, random);
            }

            if (random.Chance(0.5))
            {
                Prints.UpArrows(canvas, fold + ((length - fold) * 0.2f), panel * 0.2f, size * 0.8f, look.Ink);
            }

            if (random.Chance(0.5))
            {
                canvas.RotateDegrees((float)random.Bell() * 2, fold / 2, panel / 2);
                Prints.Waybill(canvas, new SKRect(fold * 0.45f, panel * 0.06f, fold * 0.45f + Math.Min(100, fold * 0.5f), panel * 0.06f
                    + Math.Min(150, panel * 0.88f)), random);
            }

            canvas.Restore();
        }

        CartonArt.Seam(canvas, colour, fold, flap, fold, width - flap);
        CartonArt.Seam(canvas, colour, 0, flap, length, flap);
        CartonArt.Seam(canvas, colour, 0, width - flap, length, width - flap);
        CartonWounds.Creases(canvas, look, new SKSize(length, width), 7, random);
        if (look.TapeMm > 0)
        {
            // Cut tape still hangs on the flaps' free edges.
            CartonArt.Tape(canvas, look, new SKRect(0, -2, fold, look.TapeMm * 0.5f), random);
            CartonArt.Tape(canvas, look, new SKRect(0, width - (look.TapeMm * 0.5f), fold, width + 2), random);
        }

        Texture.Clouds.Lay(canvas, outline, 1.1f, 0.1f, look.Seed);
    }
}
