using System.Numerics;
using SkiaSharp;

namespace StationAgent.Simulation.Scenes;

/// <summary>Draws a piece by its kind.</summary>
internal static class ItemDrawer
{
    public static void Draw(SceneStage stage, SceneItem item, ItemFrame frame)
    {
        if (item.Kind is ItemKind.CartonIntact)
        {
            CartonDrawer.Draw(stage, item, frame);
            return;
        }

        if (item.Kind is ItemKind.CartonDamaged)
        {
            DamagedCartonDrawer.Draw(stage, item, frame);
            return;
        }

        var random = SceneRandom.For(item.Seed, "colour");
        var colour = item.Kind switch
        {
            ItemKind.CartonIntact => new SKColor(186, 147, 102),
            ItemKind.CartonDamaged => new SKColor(150, 110, 70),
            ItemKind.PlasticFilm => new SKColor(120, 125, 140),
            ItemKind.PaperEnvelope => new SKColor(225, 220, 208),
            _ => new SKColor(90, 140, 90),
        };
        Box(stage, frame, Paint.Vary(colour, random, 12), (float)item.LengthMm / 2, (float)item.WidthMm / 2, (float)item.HeightMm);
    }

    private static void Box(SceneStage stage, ItemFrame frame, SKColor colour, float l, float w, float h)
    {
        Span<(int A, int B)> corners = [(-1, -1), (1, -1), (1, 1), (-1, 1)];
        for (var i = 0; i < 4; i++)
        {
            var (a, b) = (corners[i], corners[(i + 1) % 4]);
            var normal = frame.Direction((a.A + b.A) / 2f, (a.B + b.B) / 2f, 0);
            var foot = frame.Point(a.A * l, a.B * w, 0);
            if (stage.Faces(foot, normal))
            {
                stage.Fill(
                    Paint.Lit(colour, stage.Light.Shade(normal)),
                    foot, frame.Point(b.A * l, b.B * w, 0), frame.Point(b.A * l, b.B * w, h), frame.Point(a.A * l, a.B * w, h));
            }
        }

        stage.Fill(
            Paint.Lit(colour, stage.Light.Shade(Vector3.UnitZ)),
            frame.Point(-l, -w, h), frame.Point(l, -w, h), frame.Point(l, w, h), frame.Point(-l, w, h));
    }
}
