using System.Numerics;
using SkiaSharp;

namespace StationAgent.Simulation.Scenes;

/// <summary>Whole cartons, closed or open.</summary>
internal static class CartonDrawer
{
    public static void Draw(SceneStage stage, SceneItem item, ItemFrame frame)
    {
        var look = CartonLook.Of(item);
        var body = new CartonBody(frame, (float)item.LengthMm / 2, (float)item.WidthMm / 2, (float)item.HeightMm);
        Shadow.Cast(stage, body.Corners());
        if (item.SubType == "open")
        {
            OpenCartonDrawer.Draw(stage, look, body, FlapDamage.None);
            return;
        }

        for (var side = 0; side < 4; side++)
        {
            OuterWall(stage, look, body, side);
        }

        Plane(
            stage, body.Frame.Point(-body.L, -body.W, body.H), frame.Along, frame.Across, new SKRect(0, 0, 2 * body.L, 2 * body.W),
            canvas => CartonArt.Lid(canvas, look, 2 * body.L, 2 * body.W), stage.Light.Shade(Vector3.UnitZ), 1);
        Edges(stage, look, body);
    }

    /// <summary>One side from outside, when the camera sees it.</summary>
    public static void OuterWall(SceneStage stage, CartonLook look, CartonBody body, int side)
    {
        var (a, b, normal) = body.Wall(side);
        if (!stage.Faces(a, normal))
        {
            return;
        }

        var length = Vector3.Distance(a, b);
        Plane(
            stage, a, Vector3.Normalize(b - a), -Vector3.UnitZ, new SKRect(0, 0, length, body.H),
            canvas => CartonArt.Wall(canvas, look, side, length, body.H), stage.Light.Shade(normal), 0.8f);
    }

    /// <summary>Paints a face in its own plane and lays the light on it.</summary>
    /// <param name="stage">Where.</param>
    /// <param name="origin">The face's upper left corner.</param>
    /// <param name="u">Its unit vector to the right.</param>
    /// <param name="v">Its unit vector down.</param>
    /// <param name="rect">The face in mm.</param>
    /// <param name="art">Paints it, unlit.</param>
    /// <param name="shade">The light at its upper edge; that of a lid is one.</param>
    /// <param name="foot">What remains of it at the lower edge.</param>
    public static void Plane(
        SceneStage stage, Vector3 origin, Vector3 u, Vector3 v, SKRect rect, Action<SKCanvas> art, float shade, float foot)
    {
        var canvas = stage.Canvas;
        canvas.Save();
        canvas.Concat(stage.Camera.Plane(origin, u, v));
        canvas.ClipRect(SKRect.Inflate(rect, 0.4f, 0.4f), antialias: true);
        art(canvas);
        Light(canvas, rect, shade, foot);
        canvas.Restore();
    }

    /// <summary>Darkens what is painted inside the rectangle, from its upper to its lower edge.</summary>
    public static void Light(SKCanvas canvas, SKRect rect, float shade, float foot)
    {
        // A lid in full light keeps nine tenths, so that a wall that faces the lamp can be brighter.
        var (top, bottom) = (Math.Min(1, shade * 0.92f), Math.Min(1, shade * 0.92f * foot));
        using var shader = SKShader.CreateLinearGradient(
            new SKPoint(0, rect.Top), new SKPoint(0, rect.Bottom), [Grey(top), Grey(bottom)], SKShaderTileMode.Clamp);
        using var paint = new SKPaint { Shader = shader, BlendMode = SKBlendMode.Modulate };
        canvas.DrawRect(SKRect.Inflate(rect, 1, 1), paint);

        static SKColor Grey(float value) => new(Paint.Byte(value * 255), Paint.Byte(value * 255), Paint.Byte(value * 255));
    }

    /// <summary>Folded board is paler along its outer edges, and darker in the corners that turn away.</summary>
    private static void Edges(SceneStage stage, CartonLook look, CartonBody body)
    {
        var thickness = 1.7f * stage.Camera.Scale;
        using var pale = new SKPaint
        {
            Color = Paint.Lit(look.Board, 1.13f).WithAlpha(120),
            StrokeWidth = thickness,
            Style = SKPaintStyle.Stroke,
            IsAntialias = true,
        };
        using var dark = new SKPaint
        {
            Color = Paint.Lit(look.Board, 0.35f).WithAlpha(110),
            StrokeWidth = thickness * 0.6f,
            Style = SKPaintStyle.Stroke,
            IsAntialias = true,
        };
        for (var side = 0; side < 4; side++)
        {
            var (a, b, normal) = body.Wall(side);
            var paint = stage.Light.Shade(normal) > 0.6f ? pale : dark;
            stage.Canvas.DrawLine(stage.Camera.Project(a), stage.Camera.Project(b), paint);
        }
    }
}
