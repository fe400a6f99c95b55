using System.Numerics;
using SkiaSharp;

namespace StationAgent.Simulation.Scenes;

/// <summary>Things that are no packaging for parcels.</summary>
internal static class ObjectDrawer
{
    public static void Draw(SceneStage stage, SceneItem item, ItemFrame frame)
    {
        switch (item.SubType)
        {
            case "bottle" or "can" or "jar" or "cup":
                RoundDrawer.Draw(stage, item, frame);
                break;
            case "mug":
                MugDrawer.Draw(stage, item, frame);
                break;
            case "fruit" or "banana" or "shoe":
                SoftDrawer.Draw(stage, item, frame);
                break;
            case "book":
                Book(stage, item, frame);
                break;
            default:
                Phone(stage, item, frame);
                break;
        }
    }

    private static void Book(SceneStage stage, SceneItem item, ItemFrame frame)
    {
        var random = SceneRandom.For(item.Seed, "book");
        var body = new CartonBody(frame, (float)item.LengthMm / 2, (float)item.WidthMm / 2, (float)item.HeightMm);
        var cover = Paint.Vary(Colour(item.Finish), random, 12);
        Shadow.Cast(stage, body.Corners());
        for (var side = 0; side < 4; side++)
        {
            var (a, b, normal) = body.Wall(side);
            if (!stage.Faces(a, normal))
            {
                continue;
            }

            var length = Vector3.Distance(a, b);
            var rect = new SKRect(0, 0, length, body.H);
            var spine = side == 2;
            CartonDrawer.Plane(
                stage, a, Vector3.Normalize(b - a), -Vector3.UnitZ, rect, canvas => Edge(canvas, rect, cover, spine),
                stage.Light.Shade(normal), 0.85f);
        }

        var face = new SKRect(0, 0, 2 * body.L, 2 * body.W);
        CartonDrawer.Plane(
            stage, body.Frame.Point(-body.L, -body.W, body.H), frame.Along, frame.Across, face,
            canvas => Cover(canvas, face, cover, random),
            stage.Light.Shade(Vector3.UnitZ), 1);
    }

    private static void Edge(SKCanvas canvas, SKRect rect, SKColor cover, bool spine)
    {
        using var board = new SKPaint { Color = cover };
        canvas.DrawRect(SKRect.Inflate(rect, 1, 1), board);
        if (spine)
        {
            return;
        }

        using var paper = new SKPaint { Color = new SKColor(236, 230, 214) };
        canvas.DrawRect(new SKRect(rect.Left, 1.8f, rect.Right, rect.Bottom - 1.8f), paper);
        using var leaf = new SKPaint { Color = new SKColor(120, 110, 95, 120), StrokeWidth = 0.5f };
        for (var y = 2.6f; y < rect.Bottom - 2; y += 1.4f)
        {
            canvas.DrawLine(rect.Left, y, rect.Right, y, leaf);
        }
    }

    /// <summary>The cover stands on its short side: the canvas is turned so that the spine is on the left of the title.</summary>
    private static void Cover(SKCanvas canvas, SKRect face, SKColor cover, SceneRandom random)
    {
        using var fill = new SKPaint { Color = cover };
        canvas.DrawRect(SKRect.Inflate(face, 1, 1), fill);
        canvas.Save();
        canvas.Translate(face.Right, 0);
        canvas.RotateDegrees(90);
        var (w, h) = (face.Height, face.Width);
        var accent = random.Pick(new SKColor(240, 228, 190), new SKColor(250, 250, 248), new SKColor(230, 190, 70),
            new SKColor(30, 34, 50), new SKColor(220, 90, 70));
        using var shape = new SKPaint { Color = accent, IsAntialias = true };
        switch (random.Below(4))
        {
            case 0:
                canvas.DrawCircle(w * 0.52f, h * 0.6f, w * 0.28f, shape);
                break;
            case 1:
                canvas.DrawRect(new SKRect(0, h * 0.55f, w, h * 0.8f), shape);
                break;
            case 2:
                for (var i = 0; i < 6; i++)
                {
                    using var stripe = new SKPaint { Color = accent.WithAlpha((byte)(230 - (i * 30))), IsAntialias = true };
                    canvas.DrawRect(new SKRect(w * 0.12f, h * (0.45f + (i * 0.07f)), w * (0.9f - (i * 0.08f)), h * (0.48f + (i * 0.07f))),
                        stripe);
                }

                break;
            default:
                using (var frame = new SKPaint { Color = accent, Style = SKPaintStyle.Stroke, StrokeWidth = 2.5f, IsAntialias = true })
                {
                    canvas.DrawRect(new SKRect(w * 0.1f, h * 0.06f, w * 0.92f, h * 0.94f), frame);
                    canvas.DrawOval(w * 0.51f, h * 0.62f, w * 0.22f, h * 0.16f, frame);
                }

                break;
        }

        var title = Prints.Word(random);
        var size = Math.Min(w * 0.72f / (title.Length * 0.88f), h * 0.12f);
        Lettering.Draw(canvas, title, w * 0.15f, h * 0.14f, size, accent, 0.18f);
        Lettering.Draw(canvas, Prints.Word(random), w * 0.15f, (h * 0.14f) + (size * 1.5f), size * 0.45f, accent);
        Lettering.Draw(canvas, Prints.Word(random), w * 0.4f, h * 0.88f, size * 0.4f, accent);
        canvas.Restore();
        // The hinge beside the spine, and the coating's soft gleam.
        using var hinge = new SKPaint { Color = SKColors.Black.WithAlpha(60), StrokeWidth = 2, IsAntialias = true };
        canvas.DrawLine(face.Left, face.Top + 8, face.Right, face.Top + 8, hinge);
        using var shader = SKShader.CreateLinearGradient(
            new SKPoint(0, 0), new SKPoint(face.Right, face.Bottom),
            [SKColors.White.WithAlpha(50), SKColors.White.WithAlpha(0), SKColors.White.WithAlpha(24)],
            SKShaderTileMode.Clamp);
        using var gleam = new SKPaint { Shader = shader };
        canvas.DrawRect(face, gleam);
    }

    private static void Phone(SceneStage stage, SceneItem item, ItemFrame frame)
    {
        var random = SceneRandom.For(item.Seed, "phone");
        var (l, w) = ((float)item.LengthMm, (float)item.WidthMm);
        var rect = new SKRect(-l / 2, -w / 2, l / 2, w / 2);
        using var outline = new SKPath();
        outline.AddRoundRect(rect, 10, 10);
        Relief.CastShadow(stage, frame, outline, 8);
        var canvas = stage.Canvas;
        canvas.Save();
        canvas.Concat(stage.Camera.Plane(frame.Point(0, 0, 2), frame.Along, frame.Across));
        using var side = new SKPaint { Color = new SKColor(110, 112, 118), IsAntialias = true };
        canvas.DrawPath(outline, side);
        canvas.Restore();
        canvas.Save();
        canvas.Concat(stage.Camera.Plane(frame.Point(0, 0, 8), frame.Along, frame.Across));
        var back = random.Chance(0.4);
        using var body = new SKPaint
        {
            Color = back ? Paint.Vary(Colour(item.Finish), random, 8) : new SKColor(24, 25, 28),
            IsAntialias = true
        };
        canvas.DrawPath(outline, body);
        if (back)
        {
            using var glass = new SKPaint { Color = new SKColor(18, 18, 22), IsAntialias = true };
            using var lens = new SKPaint { Color = new SKColor(70, 76, 96), IsAntialias = true };
            canvas.DrawRoundRect(new SKRect(rect.Left + 6, rect.Top + 6, rect.Left + 36, rect.Top + 34), 7, 7, glass);
            foreach (var (x, y) in (ReadOnlySpan<(int, int)>)[(14, 13), (28, 20), (14, 27)])
            {
                canvas.DrawCircle(rect.Left + x, rect.Top + y, 4.6f, lens);
            }
        }
        else
        {
            using var screen = new SKPaint { Color = new SKColor(10, 11, 16), IsAntialias = true };
            var shown = SKRect.Inflate(rect, -4, -3);
            canvas.DrawRoundRect(shown, 8, 8, screen);
            canvas.ClipRect(shown);
            using var glare = new SKPaint { Color = SKColors.White.WithAlpha(46), IsAntialias = true };
            using var band = new SKPath();
            var at = random.Range(-0.3f, 0.3f) * l;
            band.AddPoly([new(at, rect.Top), new(at + (l * 0.3f), rect.Top), new(at + (l * 0.12f), rect.Bottom),
                new(at - (l * 0.18f), rect.Bottom)], close: true);
            canvas.DrawPath(band, glare);
        }

        canvas.Restore();
    }

    /// <summary>The colours of things by the words of the catalogue.</summary>
    public static SKColor Colour(string finish) => finish switch
    {
        "red" => new SKColor(190, 42, 44),
        "blue" => new SKColor(46, 84, 158),
        "green" => new SKColor(56, 122, 78),
        "yellow" => new SKColor(232, 192, 62),
        "orange" => new SKColor(226, 132, 44),
        "brown" => new SKColor(112, 72, 44),
        "cream" => new SKColor(230, 220, 196),
        "silver" => new SKColor(188, 192, 196),
        "black" => new SKColor(40, 40, 44),
        _ => new SKColor(228, 228, 226),
    };
}
