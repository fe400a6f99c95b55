using SkiaSharp;

namespace StationAgent.Simulation.Scenes;

/// <summary>Plastic mailers, bags and film: soft cushions with puckered seams, wrinkles and highlights.</summary>
internal static class MailerDrawer
{
    public static void Draw(SceneStage stage, SceneItem item, ItemFrame frame)
    {
        var random = SceneRandom.For(item.Seed, "film");
        var (l, w) = ((float)item.LengthMm, (float)item.WidthMm);
        var area = new SKRect(-l / 2, -w / 2, l / 2, w / 2);
        using var outline = Outline(area, item.SubType, random);
        Relief.CastShadow(stage, frame, outline, (float)item.HeightMm * 0.5f);
        stage.Reliefs.Get("film", item.Seed, frame.Along, () => Lit(stage, item, frame, area, outline, random))
            .Draw(stage, frame, (float)item.HeightMm * 0.25f);
    }

    private static LitRelief Lit(SceneStage stage, SceneItem item, ItemFrame frame, SKRect area, SKPath outline, SceneRandom random)
    {
        using var relief = new Relief(SKRect.Inflate(area, 6, 6));
        switch (item.SubType)
        {
            case "mailer":
                Mailer(relief.Canvas, area, outline, item.Finish, random);
                break;
            case "carrier":
                Carrier(relief.Canvas, area, outline, item.Finish, random);
                break;
            default:
                Clear(relief.Canvas, area, outline, random);
                break;
        }

        Shape(relief, item, area, random);
        var sheen = item.SubType is "polybag" or "bubble" ? Sheen.ClearFilm
            : Sheen.Film with { Sharp = random.Range(0.22f, 0.6f), Broad = random.Range(0.03f, 0.12f) };
        return relief.Light(stage, frame, sheen);
    }

    private static SKPath Outline(SKRect area, string subType, SceneRandom random)
    {
        // Film never lies quite straight: edges waver, and crumpled bags lose their corners.
        var waver = subType switch { "mailer" => random.Range(0.5f, 3f), "bubble" => 4f, _ => random.Range(4f, 14f) };
        var seed = random.Below(100_000);
        var path = new SKPath();
        const int Steps = 40;
        ReadOnlySpan<SKPoint> corners = [new(area.Left, area.Top), new(area.Right, area.Top), new(area.Right, area.Bottom),
            new(area.Left, area.Bottom)];
        for (var side = 0; side < 4; side++)
        {
            var (a, b) = (corners[side], corners[(side + 1) % 4]);
            for (var i = 0; i < Steps; i++)
            {
                var t = (float)i / Steps;
                var (x, y) = (a.X + ((b.X - a.X) * t), a.Y + ((b.Y - a.Y) * t));
                var inward = waver * (0.9f + Noise.Hills(x / 40, y / 40, seed, 2));
                // Corners are pulled in a little by the seams.
                inward += waver * 0.6f * MathF.Pow(Math.Abs((2 * t) - 1), 8);
                var scale = new SKPoint(1 - (inward / area.Width), 1 - (inward / area.Height));
                var point = new SKPoint(x * scale.X, y * scale.Y);
                if (side == 0 && i == 0)
                {
                    path.MoveTo(point);
                }
                else
                {
                    path.LineTo(point);
                }
            }
        }

        path.Close();
        return path;
    }

    private static void Mailer(SKCanvas canvas, SKRect area, SKPath outline, string finish, SceneRandom random)
    {
        var colour = Paint.Vary(
            finish switch
            {
                "grey" => new SKColor(142, 146, 154),
                "black" => new SKColor(46, 46, 50),
                "white" => new SKColor(222, 224, 226),
                "pink" => new SKColor(232, 130, 168),
                "blue" => new SKColor(58, 104, 190),
                "green" => new SKColor(76, 160, 104),
                "yellow" => new SKColor(238, 200, 70),
                _ => new SKColor(198, 48, 52),
            },
            random, 9);
        Fill(canvas, outline, colour);
        canvas.Save();
        canvas.ClipPath(outline, antialias: true);
        var ink = colour.Red + colour.Green + colour.Blue < 330 ? new SKColor(235, 235, 235, 210) : new SKColor(40, 40, 44, 210);
        if (random.Chance(0.45))
        {
            canvas.Save();
            canvas.RotateDegrees(random.Pick(0f, 90, -90));
            var size = area.Height * random.Range(0.12f, 0.26f);
            Prints.Mark(canvas, -area.Height * 0.35f, -size * random.Range(0.2f, 1.5f), size, ink, random);
            canvas.Restore();
        }

        // The glued flap: a strip of doubled film along one end, with the seal's line.
        var flap = area.Left + random.Range(32f, 55f);
        using var strip = new SKPaint { Color = Paint.Lit(colour, 1.12f).WithAlpha(150), IsAntialias = true };
        canvas.DrawRect(new SKRect(area.Left, area.Top, flap, area.Bottom), strip);
        using var seal = new SKPaint { Color = Paint.Lit(colour, 0.6f).WithAlpha(200), StrokeWidth = 1.6f, IsAntialias = true };
        canvas.DrawLine(flap, area.Top, flap, area.Bottom, seal);
        using var welded = new SKPaint { Color = Paint.Lit(colour, 0.72f).WithAlpha(120), StrokeWidth = 1.2f, IsAntialias = true };
        canvas.DrawLine(area.Left, area.Top + 8, area.Right, area.Top + 8, welded);
        canvas.DrawLine(area.Left, area.Bottom - 8, area.Right, area.Bottom - 8, welded);
        if (random.Chance(0.7))
        {
            var (w, h) = random.Pick((100f, 150f), (76f, 130f), (76f, 76f));
            var fit = Math.Min(1, Math.Min(area.Width * 0.6f / h, area.Height * 0.72f / w));
            canvas.Save();
            canvas.Translate(random.Range(-0.1f, 0.2f) * area.Width, random.Range(-0.12f, 0.12f) * area.Height);
            canvas.RotateDegrees(90 + ((float)random.Bell() * 5));
            Prints.Waybill(canvas, new SKRect(-w * fit / 2, -h * fit / 2, w * fit / 2, h * fit / 2), random);
            canvas.Restore();
        }

        canvas.Restore();
    }

    private static void Carrier(SKCanvas canvas, SKRect area, SKPath outline, string finish, SceneRandom random)
    {
        var colour = Paint.Vary(
            finish switch
            {
                "red" => new SKColor(206, 60, 58, 226),
                "green" => new SKColor(96, 170, 110, 220),
                "blue" => new SKColor(96, 140, 206, 220),
                _ => new SKColor(234, 236, 238, 205),
            },
            random, 8);
        Fill(canvas, outline, colour);
        // Two handles: the film between them is cut out.
        using var cut = new SKPaint { BlendMode = SKBlendMode.Clear, IsAntialias = true };
        var depth = area.Width * 0.22f;
        canvas.DrawRoundRect(
            new SKRect(area.Left - 20, -area.Height * 0.24f, area.Left + depth, area.Height * 0.24f), area.Height * 0.12f,
            area.Height * 0.12f, cut);
        if (random.Chance(0.6))
        {
            canvas.Save();
            canvas.RotateDegrees(90);
            var size = area.Height * 0.2f;
            Prints.Mark(canvas, -area.Height * 0.35f, -size, size, finish == "white" ? new SKColor(200, 50, 50, 210)
                : new SKColor(245, 245, 245, 220), random);
            canvas.Restore();
        }
    }

    private static void Clear(SKCanvas canvas, SKRect area, SKPath outline, SceneRandom random)
    {
        // Clear film takes a little light and gives a milky tint; doubled at the seams.
        Fill(canvas, outline, Paint.Vary(new SKColor(222, 228, 234, Paint.Byte(random.Range(55f, 110f))), random, 5));
        using var seam = new SKPaint
        {
            Color = new SKColor(235, 240, 246, 90),
            Style = SKPaintStyle.Stroke,
            StrokeWidth = 5,
            IsAntialias = true,
        };
        canvas.DrawPath(outline, seam);
        canvas.Save();
        canvas.ClipPath(outline, antialias: true);
        using var zip = new SKPaint { Color = new SKColor(245, 248, 250, 110), StrokeWidth = 4, IsAntialias = true };
        if (random.Chance(0.6))
        {
            canvas.DrawLine(area.Left + 24, area.Top, area.Left + 24, area.Bottom, zip);
        }

        if (random.Chance(0.5))
        {
            Prints.Lines(
                canvas, new SKRect(area.Width * -0.2f, area.Height * 0.18f, area.Width * 0.3f, area.Height * 0.34f), 4, random,
                new SKColor(40, 60, 90, 150));
        }

        canvas.Restore();
    }

    private static void Shape(Relief relief, SceneItem item, SKRect area, SceneRandom random)
    {
        var (a, b) = (area.Width / 2, area.Height / 2);
        var seed = random.Below(1_000_000);
        if (item.SubType == "bubble")
        {
            Bubbles(relief, seed);
            return;
        }

        var rise = (float)item.HeightMm * random.Range(0.35f, 0.7f);
        var crumple = item.SubType switch
        {
            "mailer" => random.Range(0.8f, 3f),
            "carrier" => random.Range(3f, 7f),
            _ => random.Range(3f, 6f)
        };
        var lumps = random.Range(2f, 9f);
        var seams = random.Range(0.4f, 1.8f);
        var turn = random.Range(0f, MathF.PI);
        var (sin, cos) = MathF.SinCos(turn);
        relief.Shape((x, y) =>
        {
            var (u, v) = (Math.Min(1, Math.Abs(x) / a), Math.Min(1, Math.Abs(y) / b));
            var cushion = MathF.Sqrt((1 - (u * u * u)) * (1 - (v * v * v)));
            var edge = Math.Min(a - Math.Abs(x), b - Math.Abs(y));
            // Seams pucker: short waves along the edge that die out inwards.
            var along = a - Math.Abs(x) < b - Math.Abs(y) ? y : x;
            var pucker = MathF.Exp(-Math.Max(0, edge) / 16) * Noise.Hills(along / 14, edge / 60, seed + 5, 2) * seams;
            // Long folds run mostly one way; small ones anyhow.
            var (p, q) = ((x * cos) + (y * sin), (y * cos) - (x * sin));
            var folds = Noise.Crests((p / 120) + (0.4f * Noise.At(q / 50, p / 90, seed + 8)), q / 38, seed);
            var small = Noise.Crests(x / 26, y / 26, seed + 20);
            return (rise * cushion) + (crumple * folds) + (crumple * 0.28f * small) + (lumps * Noise.Hills(x / 85, y / 85, seed + 40, 2))
                + pucker;
        });
        relief.Soften(item.SubType == "mailer" ? 2 : 1);
    }

    private static void Bubbles(Relief relief, int seed)
    {
        const float Pitch = 13;
        const float Radius = 5.4f;
        relief.Shape((x, y) =>
        {
            var row = MathF.Round(y / (Pitch * 0.866f));
            var shift = ((int)row & 1) * Pitch / 2;
            var cx = (MathF.Round((x - shift) / Pitch) * Pitch) + shift;
            var d = MathF.Sqrt(((x - cx) * (x - cx)) + ((y - (row * Pitch * 0.866f)) * (y - (row * Pitch * 0.866f)))) / Radius;
            var dome = d < 1 ? 4.2f * MathF.Sqrt(1 - (d * d)) : 0;
            return dome + (10 * Noise.Hills(x / 90, y / 90, seed, 2)) + (3 * Noise.Crests(x / 60, y / 60, seed + 3));
        });
    }

    private static void Fill(SKCanvas canvas, SKPath path, SKColor colour)
    {
        using var paint = new SKPaint { Color = colour, IsAntialias = true };
        canvas.DrawPath(path, paint);
    }
}
