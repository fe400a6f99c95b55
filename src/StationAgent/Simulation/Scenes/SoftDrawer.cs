using SkiaSharp;

namespace StationAgent.Simulation.Scenes;

/// <summary>Fruit and shoes.</summary>
internal static class SoftDrawer
{
    public static void Draw(SceneStage stage, SceneItem item, ItemFrame frame)
    {
        var random = SceneRandom.For(item.Seed, "soft");
        var (l, w) = ((float)item.LengthMm, (float)item.WidthMm);
        var area = new SKRect(-l / 2, -w / 2, l / 2, w / 2);
        using var outline = item.SubType switch
        {
            "banana" => Banana(area),
            "shoe" => Sole(area),
            _ => Ball(area, item.Name),
        };
        Relief.CastShadow(stage, frame, outline, (float)item.HeightMm * 0.6f);
        var lift = item.SubType switch { "banana" => 8, "shoe" => 24, _ => w * 0.3f };
        stage.Reliefs.Get("soft", item.Seed, frame.Along, () => Lit(stage, item, frame, area, outline, random)).Draw(stage, frame, lift);
    }

    private static LitRelief Lit(SceneStage stage, SceneItem item, ItemFrame frame, SKRect area, SKPath outline, SceneRandom random)
    {
        var w = area.Height;
        using var relief = new Relief(SKRect.Inflate(area, 4, 4));
        relief.Canvas.ClipPath(outline, antialias: true);
        var colour = Paint.Vary(ObjectDrawer.Colour(item.Finish), random, 12);
        switch (item.SubType)
        {
            case "banana":
                PaintBanana(relief, area, outline, colour, random);
                relief.Inflate((float)item.HeightMm * 0.5f, (float)item.HeightMm * 0.5f);
                return relief.Light(stage, frame, new Sheen(0.16f, 14, 0.06f));
            case "shoe":
                PaintShoe(relief.Canvas, area, outline, colour, random);
                relief.Inflate(34, w * 0.42f);
                Opening(relief, area);
                return relief.Light(stage, frame, new Sheen(0.12f, 12, 0.05f));
            default:
                PaintFruit(relief.Canvas, area, item, colour, random);
                relief.Inflate(w * 0.46f, w * 0.5f);
                return relief.Light(stage, frame, item.Name.Contains("apple", StringComparison.Ordinal) ? Sheen.Glaze
                    : new Sheen(0.22f, 18, 0.06f));
        }
    }

    private static SKPath Ball(SKRect area, string name)
    {
        var path = new SKPath();
        if (!name.Contains("lemon", StringComparison.Ordinal))
        {
            path.AddOval(area);
            return path;
        }

        path.MoveTo(area.Left, 0);
        path.CubicTo(area.Left + (area.Width * 0.14f), -area.Height * 0.12f, area.Left + (area.Width * 0.12f), area.Top, 0, area.Top);
        path.CubicTo(area.Right - (area.Width * 0.12f), area.Top, area.Right - (area.Width * 0.14f), -area.Height * 0.12f, area.Right, 0);
        path.CubicTo(area.Right - (area.Width * 0.14f), area.Height * 0.12f, area.Right - (area.Width * 0.12f), area.Bottom, 0,
            area.Bottom);
        path.CubicTo(area.Left + (area.Width * 0.12f), area.Bottom, area.Left + (area.Width * 0.14f), area.Height * 0.12f, area.Left, 0);
        path.Close();
        return path;
    }

    private static void PaintFruit(SKCanvas canvas, SKRect area, SceneItem item, SKColor colour, SceneRandom random)
    {
        Fill(canvas, area, colour);
        if (item.Name.Contains("apple", StringComparison.Ordinal))
        {
            // Streaks run from stalk to flower over a paler ground.
            var heart = new SKPoint(area.Width * random.Range(-0.2f, 0.2f), area.Height * random.Range(-0.2f, 0.2f));
            using var streak = new SKPaint { Style = SKPaintStyle.Stroke, StrokeWidth = 1.6f, IsAntialias = true };
            for (var i = 0; i < 70; i++)
            {
                var (sin, cos) = MathF.SinCos(random.Range(0f, MathF.Tau));
                var (near, far) = (random.Range(0.1f, 0.4f) * area.Width, random.Range(0.3f, 0.6f) * area.Width);
                streak.Color = Paint.Mix(colour, new SKColor(236, 206, 110), random.Range(0.2f, 0.8f)).WithAlpha(90);
                canvas.DrawLine(heart.X + (cos * near), heart.Y + (sin * near), heart.X + (cos * far), heart.Y + (sin * far), streak);
            }

            using var pit = new SKPaint
            {
                Color = new SKColor(60, 50, 20, 150),
                MaskFilter = SKMaskFilter.CreateBlur(SKBlurStyle.Normal, 4)
            };
            canvas.DrawCircle(heart, area.Width * 0.1f, pit);
            using var stalk = new SKPaint
            {
                Color = new SKColor(74, 50, 28),
                StrokeWidth = 3,
                StrokeCap = SKStrokeCap.Round,
                IsAntialias = true
            };
            canvas.DrawLine(heart.X, heart.Y, heart.X + (area.Width * 0.16f), heart.Y - (area.Width * 0.1f), stalk);
            return;
        }

        // The pores of citrus peel.
        using var pore = new SKPaint { Color = Paint.Lit(colour, 0.86f), IsAntialias = true };
        for (var i = 0; i < 420; i++)
        {
            canvas.DrawCircle(random.Range(area.Left, area.Right), random.Range(area.Top, area.Bottom), random.Range(0.4f, 0.9f), pore);
        }

        using var button = new SKPaint { Color = new SKColor(84, 110, 50), IsAntialias = true };
        canvas.DrawCircle(area.Width * random.Range(-0.25f, 0.25f), area.Height * random.Range(-0.25f, 0.25f), area.Width * 0.045f, button);
    }

    private static SKPath Banana(SKRect area)
    {
        var path = new SKPath();
        var (l, r, t, b) = (area.Left, area.Right, area.Top, area.Bottom);
        path.MoveTo(l, t + 4);
        path.LineTo(l + 9, t);
        path.CubicTo(l + (area.Width * 0.2f), t + (area.Height * 0.62f), r - (area.Width * 0.3f), t + (area.Height * 0.62f), r - 6, t
            + (area.Height * 0.1f));
        path.LineTo(r, t + (area.Height * 0.16f));
        path.CubicTo(r - (area.Width * 0.12f), b + (area.Height * 0.08f), l + (area.Width * 0.16f), b + (area.Height * 0.12f), l, t + 4);
        path.Close();
        return path;
    }

    private static void PaintBanana(Relief relief, SKRect area, SKPath outline, SKColor colour, SceneRandom random)
    {
        var canvas = relief.Canvas;
        Fill(canvas, SKRect.Inflate(area, 4, 4), Paint.Mix(colour, new SKColor(150, 170, 60), random.Range(0f, 0.35f)));
        Fill(canvas, new SKRect(area.Left, area.Top, area.Left + 11, area.Top + 9), new SKColor(80, 60, 30));
        Fill(canvas, new SKRect(area.Right - 9, area.Top, area.Right, area.Top + 20), new SKColor(70, 54, 30));
        using var spot = new SKPaint { Color = new SKColor(90, 60, 26, 170), IsAntialias = true };
        var spots = random.Below(36);
        for (var i = 0; i < spots; i++)
        {
            canvas.DrawOval(random.Range(area.Left, area.Right), random.Range(area.Top, area.Bottom), random.Range(0.6f, 3),
                random.Range(0.5f, 1.6f), spot);
        }

        using var ridge = new SKPaint
        {
            Color = new SKColor(130, 110, 40, 110),
            Style = SKPaintStyle.Stroke,
            StrokeWidth = 1.6f,
            IsAntialias = true
        };
        canvas.Save();
        canvas.Translate(0, area.Height * 0.16f);
        canvas.DrawPath(outline, ridge);
        canvas.Restore();
    }

    private static SKPath Sole(SKRect area)
    {
        var path = new SKPath();
        var (l, h) = (area.Width, area.Height);
        SKPoint At(float x, float y) => new(area.Left + (x * l), area.Top + (y * h));
        // Toe to the right, the inner side above.
        path.MoveTo(At(0, 0.5f));
        path.CubicTo(At(0, 0.1f), At(0.16f, 0.08f), At(0.34f, 0.16f));
        path.CubicTo(At(0.5f, 0.22f), At(0.62f, 0), At(0.8f, 0));
        path.CubicTo(At(0.94f, 0), At(1, 0.22f), At(1, 0.45f));
        path.CubicTo(At(1, 0.78f), At(0.84f, 1), At(0.68f, 1));
        path.CubicTo(At(0.5f, 1), At(0.42f, 0.86f), At(0.26f, 0.88f));
        path.CubicTo(At(0.1f, 0.92f), At(0, 0.85f), At(0, 0.5f));
        path.Close();
        return path;
    }

    private static void PaintShoe(SKCanvas canvas, SKRect area, SKPath outline, SKColor colour, SceneRandom random)
    {
        Fill(canvas, SKRect.Inflate(area, 4, 4), colour);
        Texture.Grain.Lay(canvas, area, 0.7f, 0.12f, random.Below(99));
        var (l, h) = (area.Width, area.Height);
        using var welt = new SKPaint
        {
            Color = random.Pick(new SKColor(240, 240, 238), new SKColor(60, 58, 56), new SKColor(196, 170, 130)),
            Style = SKPaintStyle.Stroke,
            StrokeWidth = 14,
            IsAntialias = true,
        };
        canvas.DrawPath(outline, welt);
        using var stitch = new SKPaint
        {
            Color = Paint.Lit(colour, colour.Red > 120 ? 0.7f : 1.6f),
            Style = SKPaintStyle.Stroke,
            StrokeWidth = 1.6f,
            IsAntialias = true,
        };
        canvas.DrawArc(new SKRect(area.Left + (0.66f * l), area.Top + (0.12f * h), area.Left + (0.95f * l), area.Bottom - (0.12f * h)),
            100, 160, useCenter: false, stitch);
        // Tongue and opening.
        using var tongue = new SKPaint { Color = Paint.Lit(colour, 0.82f), IsAntialias = true };
        canvas.DrawRoundRect(new SKRect(area.Left + (0.36f * l), area.Top + (0.34f * h), area.Left + (0.7f * l),
            area.Bottom - (0.34f * h)), 12, 12, tongue);
        using var hole = new SKPaint { Color = new SKColor(26, 24, 24), IsAntialias = true };
        canvas.DrawOval(area.Left + (0.23f * l), area.MidY, 0.17f * l, 0.25f * h, hole);
        using var insole = new SKPaint
        {
            Color = new SKColor(110, 100, 92),
            IsAntialias = true,
            MaskFilter = SKMaskFilter.CreateBlur(SKBlurStyle.Normal, 4),
        };
        canvas.DrawOval(area.Left + (0.2f * l), area.MidY, 0.11f * l, 0.15f * h, insole);
        using var lace = new SKPaint
        {
            Color = random.Pick(new SKColor(244, 244, 242), new SKColor(40, 40, 42), new SKColor(220, 60, 50)),
            StrokeWidth = 4.4f,
            StrokeCap = SKStrokeCap.Round,
            IsAntialias = true,
        };
        for (var i = 0; i < 5; i++)
        {
            var x = area.Left + ((0.44f + (i * 0.055f)) * l);
            var lean = i % 2 == 0 ? 9 : -9;
            canvas.DrawLine(x, area.Top + (0.3f * h), x + lean, area.Bottom - (0.3f * h), lace);
        }
    }

    /// <summary>The foot's opening goes down again.</summary>
    private static void Opening(Relief relief, SKRect area)
    {
        var before = relief.Height.ToArray();
        var index = 0;
        var (cx, rx, ry) = (area.Left + (0.23f * area.Width), 0.17f * area.Width, 0.25f * area.Height);
        relief.Shape((x, y) =>
        {
            var height = before[index++];
            var d = (((x - cx) / rx) * ((x - cx) / rx)) + ((y / ry) * (y / ry));
            return d < 1.3f ? height * Math.Clamp((d - 0.4f) / 0.9f, 0, 1) : height;
        });
    }

    private static void Fill(SKCanvas canvas, SKRect rect, SKColor colour)
    {
        using var paint = new SKPaint { Color = colour, IsAntialias = true };
        canvas.DrawRect(rect, paint);
    }
}
