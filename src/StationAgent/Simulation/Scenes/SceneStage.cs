using System.Numerics;
using SkiaSharp;

namespace StationAgent.Simulation.Scenes;

/// <summary>What a drawer draws with: the canvas, the camera and the light.</summary>
internal sealed record SceneStage(SKCanvas Canvas, SceneCamera Camera, SceneLight Light)
{
    /// <summary>False where only the pieces' own pixels are asked for.</summary>
    public bool Shadows { get; init; } = true;

    /// <summary>Fills a polygon given in world mm.</summary>
    public void Fill(SKColor colour, params ReadOnlySpan<Vector3> corners)
    {
        using var path = Outline(corners);
        using var paint = new SKPaint { Color = colour, IsAntialias = true };
        Canvas.DrawPath(path, paint);
    }

    /// <summary>A polygon in world mm as a path in pixels.</summary>
    public SKPath Outline(params ReadOnlySpan<Vector3> corners)
    {
        var path = new SKPath();
        for (var i = 0; i < corners.Length; i++)
        {
            var at = Camera.Project(corners[i]);
            if (i == 0)
            {
                path.MoveTo(at);
            }
            else
            {
                path.LineTo(at);
            }
        }

        path.Close();
        return path;
    }

    /// <summary>Whether a face with this normal at this point shows its front.</summary>
    public bool Faces(Vector3 point, Vector3 normal) => Vector3.Dot(Camera.Position - point, normal) > 0;
}
