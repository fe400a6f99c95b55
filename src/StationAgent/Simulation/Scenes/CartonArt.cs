using SkiaSharp;

namespace StationAgent.Simulation.Scenes;

/// <summary>Paints the faces of a carton, flat and unlit, in mm from the face's upper left corner.</summary>
internal static class CartonArt
{
    /// <summary>The lid: four flaps that meet, the tape over the seam, waybill and prints.</summary>
    public static void Lid(SKCanvas canvas, CartonLook look, float length, float width)
    {
        var random = SceneRandom.For(look.Seed, "lid");
        var rect = new SKRect(0, 0, length, width);
        Board(canvas, rect, look.Board, look.Seed);
        var middle = (width / 2) + random.Range(-2f, 2f);
        if (random.Chance(0.5))
        {
            Prints.Mark(canvas, length * random.Range(0.06f, 0.3f), width * random.Range(0.08f, 0.2f), Math.Min(width * 0.22f, 45),
                look.Ink, random);
        }

        if (random.Chance(0.25))
        {
            Lettering.Draw(canvas, "FRAGILE", length * 0.55f, width * 0.76f, Math.Min(18, width * 0.1f), look.Ink);
        }

        Seam(canvas, look.Board, 0, middle, length, middle);
        if (look.TapeMm > 0)
        {
            Tape(canvas, look, new SKRect(-1, middle - (look.TapeMm / 2), length + 1, middle + (look.TapeMm / 2)), random);
        }

        if (random.Chance(0.72))
        {
            Label(canvas, rect, random);
        }
    }

    /// <summary>One of the four sides; those at the seam's ends carry the tape's tongue.</summary>
    public static void Wall(SKCanvas canvas, CartonLook look, int side, float length, float height)
    {
        var random = SceneRandom.For(look.Seed, $"wall {side}");
        var rect = new SKRect(0, 0, length, height);
        Board(canvas, rect, look.Board, look.Seed + side);
        var size = Math.Min(height * 0.36f, 50);
        switch (random.Below(5))
        {
            case 0:
                Prints.UpArrows(canvas, length * 0.08f, height * 0.15f, size, look.Ink);
                Prints.Glass(canvas, (length * 0.08f) + (size * 1.3f), height * 0.15f, size, look.Ink);
                break;
            case 1:
                Prints.Mark(canvas, length * 0.12f, height * 0.35f, size, look.Ink, random);
                break;
            case 2:
                Prints.BarCode(canvas, new SKRect(length * 0.62f, height * 0.6f, length * 0.92f, height * 0.85f), random);
                Prints.Lines(canvas, new SKRect(length * 0.08f, height * 0.6f, length * 0.5f, height * 0.85f), 3, random, look.Ink);
                break;
            case 3:
                Lettering.Draw(canvas, Prints.Word(random), length * 0.1f, height * 0.3f, Math.Min(height * 0.25f, length * 0.11f),
                    look.Ink);
                break;
            default:
                break;
        }

        if ((side & 1) == 1 && look.TapeMm > 0)
        {
            var middle = length / 2;
            Tape(
                canvas, look, new SKRect(middle - (look.TapeMm / 2), -1, middle + (look.TapeMm / 2),
                    Math.Min(random.Range(35f, 70f), height * 0.6f)),
                random);
        }
    }

    /// <summary>Bare board with its fibres and a hint of the flutes beneath.</summary>
    public static void Board(SKCanvas canvas, SKRect rect, SKColor colour, int seed)
    {
        using var fill = new SKPaint { Color = colour, IsAntialias = true };
        var wide = SKRect.Inflate(rect, 0.6f, 0.6f);
        canvas.DrawRect(wide, fill);
        Texture.Fibre.Lay(canvas, wide, 0.7f, 0.13f, seed);
        Texture.Clouds.Lay(canvas, wide, 1.6f, 0.07f, seed + 3);
        Flutes(canvas, rect, 0.035f);
    }

    /// <summary>The line where two flaps meet.</summary>
    public static void Seam(SKCanvas canvas, SKColor board, float x0, float y0, float x1, float y1)
    {
        using var dark = new SKPaint { Color = Paint.Lit(board, 0.42f), StrokeWidth = 1.8f, IsAntialias = true };
        using var light = new SKPaint { Color = Paint.Lit(board, 1.18f).WithAlpha(170), StrokeWidth = 1, IsAntialias = true };
        canvas.DrawLine(x0, y0 + 1.3f, x1, y1 + 1.3f, light);
        canvas.DrawLine(x0, y0, x1, y1, dark);
    }

    /// <summary>A strip of tape with its glare and, perhaps, a print.</summary>
    public static void Tape(SKCanvas canvas, CartonLook look, SKRect rect, SceneRandom random)
    {
        using var film = new SKPaint { Color = look.Tape, IsAntialias = true };
        canvas.DrawRect(rect, film);
        var along = rect.Width > rect.Height;
        using var glare = new SKPaint { IsAntialias = true };
        var bright = SKColors.White.WithAlpha(Paint.Byte(random.Range(25f, 70f)));
        glare.Shader = SKShader.CreateLinearGradient(
            new SKPoint(rect.Left, rect.Top),
            along ? new SKPoint(rect.Left + 3, rect.Bottom) : new SKPoint(rect.Right, rect.Top + 3),
            [bright, SKColors.White.WithAlpha(6), SKColors.White.WithAlpha(40), SKColors.Transparent], [0, 0.3f, 0.55f, 1],
            SKShaderTileMode.Clamp);
        canvas.DrawRect(rect, glare);
        glare.Shader.Dispose();
        using var edge = new SKPaint
        {
            Color = new SKColor(60, 40, 20, 60),
            Style = SKPaintStyle.Stroke,
            StrokeWidth = 0.6f,
            IsAntialias = true
        };
        canvas.DrawRect(rect, edge);
        if (look.PrintedTape && along)
        {
            var word = Prints.Word(SceneRandom.For(look.Seed, "tape word"));
            var size = rect.Height * 0.3f;
            for (var x = rect.Left + 8; x < rect.Right; x += Lettering.Width(word, size) + (size * 2))
            {
                Lettering.Draw(canvas, word, x, rect.MidY - (size / 2), size, new SKColor(190, 50, 40, 200));
            }
        }
    }

    private static void Label(SKCanvas canvas, SKRect face, SceneRandom random)
    {
        // 100 × 150 mm and 76 × 130 mm are the couriers' usual labels; small faces take a cut one.
        var (w, h) = random.Pick((100f, 150f), (76f, 130f), (100f, 100f), (76f, 76f));
        var fit = Math.Min(1, Math.Min(face.Width * 0.8f / h, face.Height * 0.88f / w));
        (w, h) = (w * fit, h * fit);
        canvas.Save();
        canvas.Translate(
            face.MidX + (random.Range(-0.5f, 0.5f) * Math.Max(0, face.Width - h)), face.MidY
                + (random.Range(-0.5f, 0.5f) * Math.Max(0, face.Height - w)));
        canvas.RotateDegrees(random.Pick(90f, 90, -90, 0) + ((float)random.Bell() * 3));
        Prints.Waybill(canvas, new SKRect(-w / 2, -h / 2, w / 2, h / 2), random);
        canvas.Restore();
    }

    private static void Flutes(SKCanvas canvas, SKRect rect, float strength)
    {
        const float PitchMm = 7;
        using var path = new SKPath();
        for (var x = rect.Left + (PitchMm / 2); x < rect.Right; x += PitchMm)
        {
            path.AddRect(new SKRect(x, rect.Top, x + (PitchMm * 0.4f), rect.Bottom));
        }

        using var paint = new SKPaint { Color = SKColors.Black.WithAlpha(Paint.Byte(strength * 255)), IsAntialias = true };
        canvas.DrawPath(path, paint);
    }
}
