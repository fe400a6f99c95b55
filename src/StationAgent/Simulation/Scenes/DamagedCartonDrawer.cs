using SkiaSharp;

namespace StationAgent.Simulation.Scenes;

/// <summary>Cartons past another journey: crushed, dented, torn, holed, wet or flattened.</summary>
internal static class DamagedCartonDrawer
{
    // Art of the faces is painted this finely; the camera sees about one pixel a millimetre.
    private const float PixelsPerMm = 1.15f;

    public static void Draw(SceneStage stage, SceneItem item, ItemFrame frame)
    {
        var look = CartonLook.Of(item);
        if (item.SubType == "flattened")
        {
            BlankDrawer.Draw(stage, look, frame, (float)item.LengthMm, (float)item.WidthMm);
            return;
        }

        var body = new CartonBody(frame, (float)item.LengthMm / 2, (float)item.WidthMm / 2, (float)item.HeightMm);
        var random = SceneRandom.For(item.Seed, "damage");
        if (item.SubType == "torn" && random.Chance(0.5))
        {
            Shadow.Cast(stage, body.Corners());
            OpenCartonDrawer.Draw(stage, look, body, FlapDamage.Torn);
            return;
        }

        var crush = Crush.Draw(item, body);
        Shadow.Cast(stage, crush.Corners(body));
        DrawMesh(stage, look, body, crush, item.SubType, random);
    }

    private static void DrawMesh(SceneStage stage, CartonLook look, CartonBody body, Crush crush, string subType, SceneRandom random)
    {
        var (l, w, h) = (2 * body.L, 2 * body.W, body.H);
        // Lid and four walls one below the other in a single sheet, so that all triangles can be sorted and drawn at once.
        const float GapMm = 4;
        Span<float> tops = stackalloc float[5];
        Span<SKSize> sizes = [new(l, w), new(l, h), new(w, h), new(l, h), new(w, h)];
        var sheetHeight = GapMm;
        for (var face = 0; face < 5; face++)
        {
            tops[face] = sheetHeight;
            sheetHeight += sizes[face].Height + GapMm;
        }

        var info = new SKImageInfo(
            (int)MathF.Ceiling((l + (2 * GapMm)) * PixelsPerMm), (int)MathF.Ceiling(sheetHeight * PixelsPerMm), SKColorType.Rgba8888,
            SKAlphaType.Premul);
        using var surface = SKSurface.Create(info);
        var art = surface.Canvas;
        art.Clear(look.Board);
        art.Scale(PixelsPerMm);
        for (var face = 0; face < 5; face++)
        {
            art.Save();
            art.Translate(GapMm, tops[face]);
            art.ClipRect(SKRect.Inflate(new SKRect(0, 0, sizes[face].Width, sizes[face].Height), 1.5f, 1.5f));
            if (face == 0)
            {
                CartonArt.Lid(art, look, l, w);
            }
            else
            {
                CartonArt.Wall(art, look, face - 1, sizes[face].Width, sizes[face].Height);
            }

            CartonWounds.Inflict(art, look, subType, face, sizes[face], random);
            art.Restore();
        }

        using var sheet = surface.Snapshot();
        var mesh = new FacetMesh(stage, body, crush);
        for (var face = 0; face < 5; face++)
        {
            mesh.Add(face, sizes[face], new SKPoint(GapMm, tops[face]), PixelsPerMm);
        }

        mesh.Draw(sheet);
    }
}
