using SkiaSharp;

namespace StationAgent.Simulation.Scenes;

/// <summary>What is printed or stuck on packaging. Every kind of packaging can carry each of them.</summary>
internal static class Prints
{
    private static readonly SKColor Ink = new(34, 32, 34);

    /// <summary>A waybill, upright in the rectangle: letterhead, sorting code, bar code, address lines, a square code.</summary>
    public static void Waybill(SKCanvas canvas, SKRect at, SceneRandom random)
    {
        using var paper = new SKPaint { Color = Paint.Vary(new SKColor(238, 237, 232), random, 5), IsAntialias = true };
        canvas.DrawRoundRect(at, 1.5f, 1.5f, paper);
        var (w, h) = (at.Width, at.Height);
        var brand = random.Pick(new SKColor(225, 80, 30), new SKColor(40, 70, 160), new SKColor(200, 30, 40), Ink,
            new SKColor(20, 120, 80));
        using var fill = new SKPaint { Color = brand, IsAntialias = true };
        canvas.DrawRect(new SKRect(at.Left + (0.04f * w), at.Top + (0.03f * h), at.Left + (0.3f * w), at.Top + (0.1f * h)), fill);
        var code = $"{random.Below(900) + 100}-{(char)('A' + random.Below(26))}{random.Below(90) + 10}";
        Lettering.Draw(canvas, code, at.Left + (0.36f * w), at.Top + (0.035f * h), 0.065f * h, Ink);
        BarCode(canvas, new SKRect(at.Left + (0.06f * w), at.Top + (0.14f * h), at.Right - (0.06f * w), at.Top + (0.27f * h)), random);
        using var rule = new SKPaint
        {
            Color = Ink,
            Style = SKPaintStyle.Stroke,
            StrokeWidth = Math.Max(0.4f, w * 0.006f),
            IsAntialias = true
        };
        foreach (var share in (ReadOnlySpan<float>)[0.31f, 0.52f, 0.7f])
        {
            canvas.DrawLine(at.Left, at.Top + (share * h), at.Right, at.Top + (share * h), rule);
        }

        Lines(canvas, new SKRect(at.Left + (0.06f * w), at.Top + (0.345f * h), at.Right - (0.1f * w), at.Top + (0.5f * h)), 3, random);
        Lines(canvas, new SKRect(at.Left + (0.06f * w), at.Top + (0.555f * h), at.Right - (0.3f * w), at.Top + (0.68f * h)), 3, random);
        var side = Math.Min(0.26f * w, 0.24f * h);
        SquareCode(canvas, new SKRect(at.Right - side - (0.05f * w), at.Top + (0.73f * h), at.Right - (0.05f * w), at.Top + (0.73f * h)
            + side), random);
        BarCode(canvas, new SKRect(at.Left + (0.06f * w), at.Top + (0.75f * h), at.Left + (0.58f * w), at.Top + (0.85f * h)), random);
        Lines(canvas, new SKRect(at.Left + (0.06f * w), at.Top + (0.88f * h), at.Left + (0.58f * w), at.Top + (0.97f * h)), 2, random);
    }

    /// <summary>Bars across the rectangle.</summary>
    public static void BarCode(SKCanvas canvas, SKRect at, SceneRandom random)
    {
        using var ink = new SKPaint { Color = Ink, IsAntialias = true };
        var module = at.Width / 70;
        for (var x = at.Left; x < at.Right - (3 * module);)
        {
            var bar = module * (1 + random.Below(3));
            canvas.DrawRect(new SKRect(x, at.Top, x + bar, at.Bottom), ink);
            x += bar + (module * (1 + random.Below(3)));
        }
    }

    /// <summary>Lines of writing too small to read.</summary>
    public static void Lines(SKCanvas canvas, SKRect at, int lines, SceneRandom random, SKColor? colour = null)
    {
        // Writing is small: 3 mm letters on a 6 mm line at most.
        var pitch = Math.Min(at.Height / lines, 6);
        using var ink = new SKPaint { Color = colour ?? Ink.WithAlpha(190), IsAntialias = true };
        for (var i = 0; i < lines; i++)
        {
            var end = at.Left + (at.Width * random.Range(0.5f, 1f));
            for (var x = at.Left; x < end;)
            {
                var word = pitch * random.Range(0.5f, 2.2f);
                canvas.DrawRect(new SKRect(x, at.Top + (i * pitch), Math.Min(x + word, end), at.Top + (i * pitch) + (pitch * 0.45f)), ink);
                x += word + (pitch * 0.35f);
            }
        }
    }

    /// <summary>A two-dimensional code.</summary>
    public static void SquareCode(SKCanvas canvas, SKRect at, SceneRandom random)
    {
        const int Cells = 17;
        var cell = at.Width / Cells;
        using var path = new SKPath();
        for (var y = 0; y < Cells; y++)
        {
            for (var x = 0; x < Cells; x++)
            {
                var finder = (x < 5 || x >= Cells - 5) && (y < 5 || (y >= Cells - 5 && x < 5));
                var (fx, fy) = (x < 5 ? x : x - (Cells - 5), y < 5 ? y : y - (Cells - 5));
                var dark = finder ? fx is 0 or 4 || fy is 0 or 4 || (fx == 2 && fy == 2) : random.Chance(0.5);
                if (dark)
                {
                    path.AddRect(new SKRect(at.Left + (x * cell), at.Top + (y * cell), at.Left + ((x + 1) * cell), at.Top
                        + ((y + 1) * cell)));
                }
            }
        }

        using var ink = new SKPaint { Color = Ink };
        canvas.DrawPath(path, ink);
    }

    /// <summary>Two arrows up over a line.</summary>
    public static void UpArrows(SKCanvas canvas, float x, float y, float size, SKColor ink)
    {
        using var path = new SKPath();
        foreach (var left in (ReadOnlySpan<float>)[0f, 0.55f])
        {
            path.MoveTo(x + (left * size), y + (0.4f * size));
            path.LineTo(x + ((left + 0.22f) * size), y);
            path.LineTo(x + ((left + 0.44f) * size), y + (0.4f * size));
            path.LineTo(x + ((left + 0.3f) * size), y + (0.4f * size));
            path.LineTo(x + ((left + 0.3f) * size), y + (0.8f * size));
            path.LineTo(x + ((left + 0.14f) * size), y + (0.8f * size));
            path.LineTo(x + ((left + 0.14f) * size), y + (0.4f * size));
            path.Close();
        }

        path.AddRect(new SKRect(x, y + (0.9f * size), x + size, y + size));
        using var paint = new SKPaint { Color = ink, IsAntialias = true };
        canvas.DrawPath(path, paint);
    }

    /// <summary>A stemmed glass: fragile.</summary>
    public static void Glass(SKCanvas canvas, float x, float y, float size, SKColor ink)
    {
        using var path = new SKPath();
        path.MoveTo(x + (0.2f * size), y);
        path.LineTo(x + (0.8f * size), y);
        path.LineTo(x + (0.72f * size), y + (0.42f * size));
        path.LineTo(x + (0.56f * size), y + (0.56f * size));
        path.LineTo(x + (0.56f * size), y + (0.88f * size));
        path.LineTo(x + (0.76f * size), y + size);
        path.LineTo(x + (0.24f * size), y + size);
        path.LineTo(x + (0.44f * size), y + (0.88f * size));
        path.LineTo(x + (0.44f * size), y + (0.56f * size));
        path.LineTo(x + (0.28f * size), y + (0.42f * size));
        path.Close();
        using var paint = new SKPaint { Color = ink, IsAntialias = true };
        canvas.DrawPath(path, paint);
    }

    /// <summary>A made-up shop's mark: a simple shape and a word.</summary>
    public static void Mark(SKCanvas canvas, float x, float y, float size, SKColor ink, SceneRandom random)
    {
        using var paint = new SKPaint { Color = ink, IsAntialias = true };
        using var stroke = new SKPaint { Color = ink, IsAntialias = true, Style = SKPaintStyle.Stroke, StrokeWidth = size * 0.12f };
        var centre = new SKPoint(x + (size / 2), y + (size / 2));
        switch (random.Below(4))
        {
            case 0:
                canvas.DrawCircle(centre, size * 0.4f, stroke);
                canvas.DrawCircle(centre, size * 0.17f, paint);
                break;
            case 1:
                canvas.DrawRect(new SKRect(x + (0.1f * size), y + (0.1f * size), x + (0.9f * size), y + (0.9f * size)), stroke);
                canvas.DrawLine(x + (0.1f * size), y + (0.9f * size), x + (0.9f * size), y + (0.1f * size), stroke);
                break;
            case 2:
                canvas.DrawArc(new SKRect(x + (0.1f * size), y, x + (0.9f * size), y + (0.7f * size)), 20, 140, useCenter: false, stroke);
                canvas.DrawCircle(x + (0.3f * size), y + (0.2f * size), size * 0.08f, paint);
                canvas.DrawCircle(x + (0.7f * size), y + (0.2f * size), size * 0.08f, paint);
                break;
            default:
                canvas.DrawRoundRect(new SKRect(x, y + (0.2f * size), x + size, y + (0.8f * size)), size * 0.3f, size * 0.3f, paint);
                break;
        }

        Lettering.Draw(canvas, Word(random), x + (size * 1.2f), y + (size * 0.2f), size * 0.6f, ink, 0.2f);
    }

    /// <summary>A word no trade mark uses.</summary>
    public static string Word(SceneRandom random)
    {
        var syllables = random.Below(2) + 2;
        return string.Concat(Enumerable.Range(0, syllables).Select(_ =>
            random.Pick("K", "M", "T", "L", "V", "P", "S", "N", "B", "R") + random.Pick("A", "E", "I", "O", "U")
                + random.Pick(string.Empty, string.Empty, "N", "X")));
    }
}
