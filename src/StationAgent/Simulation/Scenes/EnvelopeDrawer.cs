using SkiaSharp;

namespace StationAgent.Simulation.Scenes;

/// <summary>Letters, document and padded envelopes, lying on either side.</summary>
internal static class EnvelopeDrawer
{
    public static void Draw(SceneStage stage, SceneItem item, ItemFrame frame)
    {
        var random = SceneRandom.For(item.Seed, "envelope");
        var (l, w) = ((float)item.LengthMm, (float)item.WidthMm);
        var area = new SKRect(-l / 2, -w / 2, l / 2, w / 2);
        using var outline = new SKPath();
        outline.AddRoundRect(area, item.SubType == "padded" ? 4 : 1.5f, item.SubType == "padded" ? 4 : 1.5f);
        Relief.CastShadow(stage, frame, outline, (float)item.HeightMm);
        stage.Reliefs.Get("paper", item.Seed, frame.Along, () => Lit(stage, item, frame, area, outline, random))
            .Draw(stage, frame, (float)item.HeightMm * 0.5f);
    }

    private static LitRelief Lit(SceneStage stage, SceneItem item, ItemFrame frame, SKRect area, SKPath outline, SceneRandom random)
    {
        using var relief = new Relief(SKRect.Inflate(area, 3, 3));
        var paper = Paint.Vary(
            item.Finish switch
            {
                "kraft" => random.Pick(new SKColor(196, 158, 112), new SKColor(182, 142, 98)),
                "manila" => new SKColor(226, 194, 136),
                _ => new SKColor(234, 232, 226),
            },
            random, 7);
        var canvas = relief.Canvas;
        canvas.ClipPath(outline, antialias: true);
        using (var fill = new SKPaint { Color = paper, IsAntialias = true })
        {
            canvas.DrawRect(SKRect.Inflate(area, 4, 4), fill);
        }

        Texture.Fibre.Lay(canvas, area, 0.5f, item.Finish == "white" ? 0.05f : 0.12f, random.Below(999));
        var flapSide = random.Chance(0.45);
        if (flapSide)
        {
            Back(canvas, area, paper, item.SubType, random);
        }
        else
        {
            Front(canvas, area, paper, item.SubType, random);
        }

        if (item.SubType != "letter" && random.Chance(0.45))
        {
            var fit = Math.Min(1, Math.Min(area.Width * 0.7f / 130, area.Height * 0.85f / 100));
            canvas.Save();
            canvas.RotateDegrees(90 + ((float)random.Bell() * 3), 0, 0);
            Prints.Waybill(canvas, new SKRect(-50 * fit, -65 * fit, 50 * fit, 65 * fit), random);
            canvas.Restore();
        }

        Shape(relief, item, area, flapSide, random);
        return relief.Light(stage, frame, Sheen.Paper);
    }

    private static void Front(SKCanvas canvas, SKRect area, SKColor paper, string subType, SceneRandom random)
    {
        var ink = new SKColor(40, 42, 60, 200);
        if (subType == "letter" && random.Chance(0.4))
        {
            // A window, a little duller than the letter behind it.
            var window = new SKRect(area.Left + (area.Width * 0.1f), area.Top + (area.Height * 0.42f), area.Left + (area.Width * 0.5f),
                area.Top + (area.Height * 0.75f));
            using var pane = new SKPaint { Color = new SKColor(244, 244, 246), IsAntialias = true };
            using var rim = new SKPaint
            {
                Color = Paint.Lit(paper, 0.7f),
                Style = SKPaintStyle.Stroke,
                StrokeWidth = 0.8f,
                IsAntialias = true
            };
            canvas.DrawRoundRect(window, 4, 4, pane);
            canvas.DrawRoundRect(window, 4, 4, rim);
            Prints.Lines(canvas, SKRect.Inflate(window, -window.Width * 0.1f, -window.Height * 0.15f), 4, random);
        }
        else
        {
            Prints.Lines(
                canvas,
                new SKRect(area.Left + (area.Width * 0.45f), area.Top + (area.Height * 0.5f), area.Left + (area.Width * 0.88f), area.Top
                    + (area.Height * 0.82f)),
                4, random, ink);
        }

        if (random.Chance(0.75))
        {
            Stamp(canvas, new SKRect(area.Right - 34, area.Top + 9, area.Right - 9, area.Top + 39), random);
        }

        if (random.Chance(0.5))
        {
            Prints.Lines(canvas, new SKRect(area.Left + 10, area.Top + 9, area.Left + (area.Width * 0.35f), area.Top + 26), 3, random, ink);
        }

        if (random.Chance(0.3))
        {
            Airmail(canvas, area, random);
        }

        if (subType != "letter" && random.Chance(0.5))
        {
            Prints.Mark(canvas, area.Left + 14, area.Top + (area.Height * 0.4f), Math.Min(40, area.Height * 0.2f), ink, random);
        }
    }

    private static void Back(SKCanvas canvas, SKRect area, SKColor paper, string subType, SceneRandom random)
    {
        using var line = new SKPaint
        {
            Color = Paint.Lit(paper, 0.66f),
            Style = SKPaintStyle.Stroke,
            StrokeWidth = 1.3f,
            IsAntialias = true
        };
        using var light = new SKPaint { Color = Paint.Lit(paper, 1.14f), Style = SKPaintStyle.Stroke, StrokeWidth = 1, IsAntialias = true };
        using var flap = new SKPaint { Color = Paint.Lit(paper, 0.965f), IsAntialias = true };
        using var path = new SKPath();
        if (subType == "letter" && random.Chance(0.6))
        {
            // The side flaps meet under the pointed one.
            canvas.DrawLine(area.Left, area.Bottom, area.Left + (area.Width * 0.42f), area.Top + (area.Height * 0.5f), line);
            canvas.DrawLine(area.Right, area.Bottom, area.Right - (area.Width * 0.42f), area.Top + (area.Height * 0.5f), line);
            path.MoveTo(area.Left, area.Top);
            path.LineTo(area.MidX, area.Top + (area.Height * random.Range(0.55f, 0.68f)));
            path.LineTo(area.Right, area.Top);
        }
        else
        {
            var depth = Math.Min(area.Width, area.Height) * random.Range(0.18f, 0.3f);
            var left = area.Left + depth;
            path.MoveTo(area.Left, area.Top);
            path.LineTo(left, area.Top + 10);
            path.LineTo(left, area.Bottom - 10);
            path.LineTo(area.Left, area.Bottom);
            canvas.DrawLine(area.Left, area.MidY, area.Right, area.MidY, line);
        }

        canvas.DrawPath(path, flap);
        canvas.Save();
        canvas.Translate(0.8f, 1);
        canvas.DrawPath(path, light);
        canvas.Restore();
        canvas.DrawPath(path, line);
        if (subType == "document")
        {
            using var tear = new SKPaint
            {
                Color = new SKColor(200, 60, 50, 160),
                StrokeWidth = 1.4f,
                PathEffect = SKPathEffect.CreateDash([6, 4], 0),
                Style = SKPaintStyle.Stroke,
            };
            canvas.DrawLine(area.Left + 14, area.Top, area.Left + 14, area.Bottom, tear);
            tear.PathEffect.Dispose();
        }
    }

    private static void Stamp(SKCanvas canvas, SKRect at, SceneRandom random)
    {
        using var paper = new SKPaint { Color = new SKColor(244, 242, 236), IsAntialias = true };
        using var picture = new SKPaint
        {
            Color = random.Pick(new SKColor(180, 60, 60), new SKColor(70, 120, 170), new SKColor(90, 140, 90), new SKColor(190, 150, 70)),
            IsAntialias = true,
        };
        using var post = new SKPaint
        {
            Color = new SKColor(40, 40, 60, 150),
            Style = SKPaintStyle.Stroke,
            StrokeWidth = 1,
            IsAntialias = true
        };
        canvas.DrawRect(at, paper);
        canvas.DrawRect(SKRect.Inflate(at, -2.5f, -2.5f), picture);
        for (var r = 4; r <= 12; r += 4)
        {
            canvas.DrawCircle(at.Left - 2, at.MidY + 5, r, post);
        }
    }

    private static void Airmail(SKCanvas canvas, SKRect area, SceneRandom random)
    {
        using var red = new SKPaint { Color = new SKColor(200, 50, 56), IsAntialias = true };
        using var blue = new SKPaint { Color = new SKColor(50, 80, 160), IsAntialias = true };
        var step = random.Range(9f, 14f);
        var odd = false;
        for (var x = area.Left; x < area.Right; x += step * 1.6f, odd = !odd)
        {
            foreach (var y in (ReadOnlySpan<float>)[area.Top, area.Bottom - 5])
            {
                using var bar = new SKPath();
                bar.AddPoly([new(x, y + 5), new(x + (step * 0.4f), y), new(x + (step * 1.2f), y), new(x + (step * 0.8f), y + 5)],
                    close: true);
                canvas.DrawPath(bar, odd ? red : blue);
            }
        }
    }

    private static void Shape(Relief relief, SceneItem item, SKRect area, bool flapSide, SceneRandom random)
    {
        var seed = random.Below(1_000_000);
        var (a, b) = (area.Width / 2, area.Height / 2);
        var padded = item.SubType == "padded";
        var rise = (float)item.HeightMm * (padded ? 0.8f : 0.5f);
        // Paper bends in broad waves with a few straight kinks; padding shows its bubbles through.
        var wave = random.Range(0.8f, 2.6f);
        var kink = random.Range(-0.4f, 0.4f) * area.Width;
        var kinkDepth = random.Chance(0.4) ? random.Range(0.6f, 1.6f) : 0;
        var slant = random.Range(-0.6f, 0.6f);
        var dimple = padded ? random.Range(0.15f, 0.6f) : 0;
        relief.Shape((x, y) =>
        {
            var (u, v) = (Math.Min(1, Math.Abs(x) / a), Math.Min(1, Math.Abs(y) / b));
            var cushion = padded
                ? MathF.Sqrt((1 - MathF.Pow(u, 6)) * (1 - MathF.Pow(v, 6)))
                : (1 - (u * u * u * u)) * (1 - (v * v * v * v));
            var height = (rise * cushion) + (wave * Noise.Hills(x / 110, y / 110, seed, 2))
                + (kinkDepth * Math.Abs(((x - kink) / 30) + (y * slant / 30)) * -0.4f);
            if (padded)
            {
                var edge = Math.Min(a - Math.Abs(x), b - Math.Abs(y));
                height += dimple * MathF.Sin(x * 0.6f) * MathF.Sin(y * 0.6f);
                height += 1.4f * MathF.Exp(-Math.Max(0, edge) / 12) * Noise.At((x + y) / 8, (x - y) / 8, seed + 3);
                height += 2.2f * Noise.Crests(x / 55, y / 40, seed + 9);
            }

            return flapSide && x < -a * 0.55f ? height + 0.4f : height;
        });
        relief.Soften(2);
    }
}
