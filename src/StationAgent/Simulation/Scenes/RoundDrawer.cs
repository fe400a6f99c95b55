using SkiaSharp;

namespace StationAgent.Simulation.Scenes;

/// <summary>Round things that lie on their side: bottles, cans, jars and cups, as bodies of revolution.</summary>
internal static class RoundDrawer
{
    public static void Draw(SceneStage stage, SceneItem item, ItemFrame frame)
    {
        var random = SceneRandom.For(item.Seed, "round");
        var (l, r) = ((float)item.LengthMm, (float)item.WidthMm / 2);
        var profile = Profile(item, random);
        using var outline = Outline(profile, l, r);
        Relief.CastShadow(stage, frame, outline, (float)item.HeightMm * 0.6f);
        stage.Reliefs.Get("round", item.Seed, frame.Along, () => Lit(stage, item, frame, profile, outline, random)).Draw(stage, frame,
            r * 0.8f);
    }

    private static LitRelief Lit(SceneStage stage, SceneItem item, ItemFrame frame, SKPoint[] profile, SKPath outline, SceneRandom random)
    {
        var (l, r) = ((float)item.LengthMm, (float)item.WidthMm / 2);
        var area = new SKRect(-l / 2, -r, l / 2, r);
        using var relief = new Relief(SKRect.Inflate(area, 3, 3));
        var canvas = relief.Canvas;
        canvas.ClipPath(outline, antialias: true);
        var sheen = item.SubType switch
        {
            "bottle" => Glass(canvas, item, area, profile, random),
            "can" => Can(canvas, item, area, random),
            "jar" => Jar(canvas, area, random),
            _ => Cup(canvas, item, area, random),
        };
        relief.Shape((x, y) =>
        {
            var radius = Radius(profile, (x / l) + 0.5f) * r;
            var inside = (radius * radius) - (y * y);
            return inside > 0 ? MathF.Sqrt(inside) : 0;
        });
        relief.Soften(1);
        return relief.Light(stage, frame, sheen);
    }

    /// <summary>Radius against length, from foot (left) to mouth (right), both as shares.</summary>
    private static SKPoint[] Profile(SceneItem item, SceneRandom random)
    {
        var plastic = item.Name.Contains("plastic", StringComparison.Ordinal);
        return item.SubType switch
        {
            "bottle" when plastic =>
            [
                new(0, 0.8f), new(0.03f, 0.97f), new(0.12f, 1), new(0.3f, 0.94f), new(0.45f, 0.99f), new(0.62f, 1), new(0.78f, 0.82f),
                new(0.88f, 0.42f),
                new(0.91f, 0.38f), new(0.915f, 0.46f), new(0.99f, 0.46f), new(1, 0.42f),
            ],
            "bottle" when random.Chance(0.5) =>
            [
                new(0, 0.9f), new(0.02f, 1), new(0.56f, 1), new(0.64f, 0.9f), new(0.7f, 0.6f), new(0.78f, 0.42f), new(0.94f, 0.38f),
                new(0.945f, 0.45f),
                new(0.99f, 0.45f), new(1, 0.4f),
            ],
            "bottle" =>
            [
                new(0, 0.9f), new(0.02f, 1), new(0.45f, 1), new(0.6f, 0.72f), new(0.75f, 0.5f), new(0.93f, 0.4f), new(0.935f, 0.47f),
                new(0.99f, 0.47f),
                new(1, 0.42f),
            ],
            "can" => [new(0, 0.74f), new(0.035f, 0.82f), new(0.09f, 1), new(0.88f, 1), new(0.96f, 0.83f), new(0.965f, 0.87f),
                new(1, 0.85f)],
            "jar" => [new(0, 0.92f), new(0.03f, 1), new(0.72f, 1), new(0.8f, 0.88f), new(0.83f, 0.84f), new(0.84f, 0.93f), new(1, 0.93f)],
            _ => [new(0, 0.68f), new(0.02f, 0.7f), new(0.97f, 0.97f), new(0.975f, 1), new(1, 1)],
        };
    }

    private static float Radius(SKPoint[] profile, float at)
    {
        for (var i = 1; i < profile.Length; i++)
        {
            if (at <= profile[i].X)
            {
                var (a, b) = (profile[i - 1], profile[i]);
                return a.Y + ((b.Y - a.Y) * Math.Clamp((at - a.X) / (b.X - a.X), 0, 1));
            }
        }

        return profile[^1].Y;
    }

    private static SKPath Outline(SKPoint[] profile, float length, float radius)
    {
        var path = new SKPath();
        for (var i = 0; i < profile.Length; i++)
        {
            var point = new SKPoint((profile[i].X - 0.5f) * length, -profile[i].Y * radius);
            if (i == 0)
            {
                path.MoveTo(point);
            }
            else
            {
                path.LineTo(point);
            }
        }

        for (var i = profile.Length - 1; i >= 0; i--)
        {
            path.LineTo((profile[i].X - 0.5f) * length, profile[i].Y * radius);
        }

        path.Close();
        return path;
    }

    private static Sheen Glass(SKCanvas canvas, SceneItem item, SKRect area, SKPoint[] profile, SceneRandom random)
    {
        var plastic = item.Name.Contains("plastic", StringComparison.Ordinal);
        var colour = item.Finish switch
        {
            "green" => new SKColor(36, 96, 58, 225),
            "brown" => new SKColor(88, 48, 20, 235),
            "blue" => new SKColor(120, 170, 214, 120),
            _ => plastic ? new SKColor(214, 224, 230, 85) : new SKColor(206, 220, 222, 120),
        };
        Fill(canvas, area, Paint.Vary(colour, random, 6));
        // Light is bent through the middle and lost at the rims: a bright core along the axis, dark flanks.
        for (var i = 0; i < 60; i++)
        {
            var (from, to) = (area.Left + (area.Width * i / 60), area.Left + (area.Width * (i + 1) / 60));
            var r = Radius(profile, (i + 0.5f) / 60) * area.Height / 2;
            using var shader = SKShader.CreateLinearGradient(
                new SKPoint(0, -r), new SKPoint(0, r),
                [
                    SKColors.Black.WithAlpha(120), SKColors.Black.WithAlpha(30), SKColors.White.WithAlpha(46), SKColors.White.WithAlpha(8),
                    SKColors.White.WithAlpha(60), SKColors.Black.WithAlpha(24), SKColors.Black.WithAlpha(120),
                ],
                [0, 0.1f, 0.3f, 0.5f, 0.72f, 0.88f, 1], SKShaderTileMode.Clamp);
            using var strip = new SKPaint { Shader = shader };
            canvas.DrawRect(new SKRect(from, -r, to, r), strip);
        }

        if (random.Chance(0.75))
        {
            var label = new SKRect(area.Left + (area.Width * 0.16f), area.Top, area.Left + (area.Width * random.Range(0.4f, 0.52f)),
                area.Bottom);
            Label(canvas, label, random);
        }

        if (random.Chance(0.7))
        {
            var cap = random.Pick(new SKColor(200, 40, 40), new SKColor(40, 80, 170), new SKColor(240, 240, 240),
                new SKColor(190, 160, 80), new SKColor(40, 120, 60));
            Fill(canvas, new SKRect(area.Right - (area.Width * (plastic ? 0.085f : 0.05f)), area.Top, area.Right + 2, area.Bottom), cap);
        }

        return plastic
            ? new Sheen(0.9f, 60, 0.3f, 0.25f, 0.8f)
            : new Sheen(1, 110, 0.18f, 0.2f, item.Finish == "clear" ? 0.8f : 0.2f);
    }

    private static Sheen Can(SKCanvas canvas, SceneItem item, SKRect area, SceneRandom random)
    {
        var metal = new SKColor(190, 193, 197);
        Fill(canvas, area, metal);
        var print = new SKRect(area.Left + (area.Width * 0.075f), area.Top, area.Right - (area.Width * 0.1f), area.Bottom);
        var colour = Paint.Vary(ObjectDrawer.Colour(item.Finish), random, 10);
        Fill(canvas, print, colour);
        var ink = random.Pick(new SKColor(248, 248, 246), new SKColor(250, 220, 90), new SKColor(30, 36, 60));
        using var wave = new SKPaint { Color = ink, Style = SKPaintStyle.Stroke, StrokeWidth = random.Range(3f, 9f), IsAntialias = true };
        using var path = new SKPath();
        path.MoveTo(print.Left, print.MidY + 14);
        path.CubicTo(print.Left + (print.Width * 0.3f), print.Top - 5, print.Left + (print.Width * 0.6f), print.Bottom + 10, print.Right,
            print.MidY - 12);
        canvas.DrawPath(path, wave);
        var word = Prints.Word(random);
        var size = Math.Min(15, print.Width * 0.8f / (word.Length * 0.88f));
        Lettering.Draw(canvas, word, print.Left + (print.Width * 0.1f), -size / 2, size, ink, 0.24f);
        return new Sheen(0.8f, 26, 0.35f);
    }

    private static Sheen Jar(SKCanvas canvas, SKRect area, SceneRandom random)
    {
        Fill(canvas, area, new SKColor(204, 216, 216, 105));
        if (random.Chance(0.5))
        {
            // Something is left inside.
            Fill(
                canvas, new SKRect(area.Left + 6, area.Top + 6, area.Left + (area.Width * 0.7f), area.Bottom - 6),
                random.Pick(new SKColor(150, 40, 30, 170), new SKColor(190, 130, 40, 170), new SKColor(90, 110, 50, 170)));
        }

        Label(canvas, new SKRect(area.Left + (area.Width * 0.18f), area.Top, area.Left + (area.Width * 0.6f), area.Bottom), random);
        Fill(
            canvas, new SKRect(area.Left + (area.Width * 0.835f), area.Top, area.Right + 2, area.Bottom),
            random.Pick(new SKColor(200, 50, 44), new SKColor(200, 170, 90), new SKColor(230, 230, 228), new SKColor(60, 110, 70)));
        return new Sheen(0.95f, 80, 0.2f, 0.25f, 0.7f);
    }

    private static Sheen Cup(SKCanvas canvas, SceneItem item, SKRect area, SceneRandom random)
    {
        var colour = Paint.Vary(ObjectDrawer.Colour(item.Finish), random, 8);
        Fill(canvas, area, colour);
        if (random.Chance(0.6))
        {
            // A lid of plastic, or a band of cardboard.
            Fill(canvas, new SKRect(area.Left + (area.Width * 0.3f), area.Top, area.Left + (area.Width * 0.68f), area.Bottom),
                new SKColor(176, 136, 92));
        }

        Prints.Mark(canvas, area.Left + (area.Width * 0.34f), -9, 18, new SKColor(60, 44, 36, 220), random);
        Fill(
            canvas, new SKRect(area.Right - (area.Width * 0.06f), area.Top, area.Right + 2, area.Bottom),
            random.Pick(new SKColor(244, 244, 242), new SKColor(38, 36, 36)));
        return new Sheen(0.18f, 14, 0.06f);
    }

    private static void Label(SKCanvas canvas, SKRect at, SceneRandom random)
    {
        var paper = random.Pick(new SKColor(240, 236, 222), new SKColor(206, 40, 44), new SKColor(40, 84, 150), new SKColor(238, 196, 70),
            new SKColor(60, 120, 76));
        Fill(canvas, at, paper);
        var ink = paper.Green > 150 ? new SKColor(60, 40, 40) : new SKColor(246, 244, 236);
        using var rule = new SKPaint { Color = ink, StrokeWidth = 1.4f };
        canvas.DrawLine(at.Left + 3, at.Top, at.Left + 3, at.Bottom, rule);
        canvas.DrawLine(at.Right - 3, at.Top, at.Right - 3, at.Bottom, rule);
        var word = Prints.Word(random);
        var size = Math.Min(at.Height * 0.24f, at.Width * 0.8f / (word.Length * 0.88f));
        Lettering.Draw(canvas, word, at.Left + (at.Width * 0.12f), -size, size, ink, 0.22f);
        Prints.Lines(canvas, new SKRect(at.Left + (at.Width * 0.15f), size * 0.5f, at.Right - (at.Width * 0.15f), at.Bottom * 0.7f), 3,
            random, ink);
    }

    private static void Fill(SKCanvas canvas, SKRect rect, SKColor colour)
    {
        using var paint = new SKPaint { Color = colour, IsAntialias = true };
        canvas.DrawRect(rect, paint);
    }
}
