using System.Numerics;
using SkiaSharp;
using StationAgent.Vision.Geometry;

namespace StationAgent.Simulation.Scenes;

/// <summary>
/// A pinhole camera over the platform. World: mm, origin in the platform's centre, X right and Y down in the picture, Z up towards the
/// camera.
/// </summary>
internal sealed class SceneCamera
{
    private readonly Vector3 _forward;
    private readonly Vector3 _right;
    private readonly Vector3 _down;
    private readonly float _focal;
    private readonly SKPoint _centre;

    private SceneCamera(Vector3 position, Vector3 forward, Vector3 right, Vector3 down, float focal, SKPoint centre)
    {
        Position = position;
        _forward = forward;
        _right = right;
        _down = down;
        _focal = focal;
        _centre = centre;
    }

    public Vector3 Position { get; }

    public static SceneCamera Draw(int platformSeed, int width, int height)
    {
        var random = SceneRandom.For(platformSeed, "camera");
        // Kiosk cameras hang about a metre up, mostly a little off the vertical; 35° is the flattest that still sees into a box.
        var tilt = (float)Math.Min(35, 5 + (Math.Abs(random.Bell()) * 13)) * MathF.PI / 180;
        var azimuth = (float)random.Bell() * 0.45f;
        var distance = random.Range(1150f, 1700f);
        var roll = (float)random.Bell() * 0.025f;
        var zoom = random.Range(0.92f, 1.04f);
        var centre = new SKPoint(
            (width * 0.5f) + ((float)random.Bell() * width * 0.015f), (height * 0.5f) + ((float)random.Bell() * height * 0.012f));

        var position = distance * new Vector3(
            MathF.Sin(tilt) * MathF.Sin(azimuth), MathF.Sin(tilt) * MathF.Cos(azimuth), MathF.Cos(tilt));
        var forward = Vector3.Normalize(-position);
        var down = Vector3.Normalize(Vector3.UnitY - (Vector3.Dot(Vector3.UnitY, forward) * forward));
        var right = Vector3.Cross(forward, down);
        var (sin, cos) = MathF.SinCos(roll);
        (right, down) = ((cos * right) + (sin * down), (cos * down) - (sin * right));
        // 660 mm: the platform's depth and a hand's breadth of the frame around it.
        var scale = Math.Min(height / 660f, width / 780f) * zoom;
        return new SceneCamera(position, forward, right, down, scale * distance, centre);
    }

    public SKPoint Project(Vector3 point)
    {
        var seen = point - Position;
        var factor = _focal / Vector3.Dot(seen, _forward);
        return new SKPoint(
            _centre.X + (Vector3.Dot(seen, _right) * factor), _centre.Y + (Vector3.Dot(seen, _down) * factor));
    }

    /// <summary>The matrix from a plane's own mm (along <paramref name="u"/> and <paramref name="v"/>) to pixels.</summary>
    public SKMatrix Plane(Vector3 origin, Vector3 u, Vector3 v)
    {
        var at = Row(origin - Position);
        var (ru, rv) = (Row(u), Row(v));
        // Normalised so that the last element is 1: Skia then keeps full precision.
        var w = 1 / at.Z;
        return new SKMatrix(ru.X * w, rv.X * w, at.X * w, ru.Y * w, rv.Y * w, at.Y * w, ru.Z * w, rv.Z * w, 1);
    }

    /// <summary>The true calibration of this camera, which a real one has only by measuring.</summary>
    /// <param name="width">Columns of its pictures.</param>
    /// <param name="height">Rows of its pictures.</param>
    public CameraCalibration Calibration(int width, int height)
    {
        var plane = Plane(Vector3.Zero, Vector3.UnitX, Vector3.UnitY);
        var toPicture = Homography.From([plane.ScaleX, plane.SkewX, plane.TransX, plane.SkewY, plane.ScaleY, plane.TransY, plane.Persp0, plane.Persp1, plane.Persp2])
            ?? throw new InvalidOperationException("The simulated camera looks along its platform.");
        var tilt = Math.Acos(Math.Min(-_forward.Z, 1)) * 180 / Math.PI;
        return new CameraCalibration(width, height, toPicture.Inverse(), Position.Length(), tilt, new PixelRegion(0, 0, width, height));
    }

    private Vector3 Row(Vector3 p)
    {
        var depth = Vector3.Dot(p, _forward);
        return new Vector3(
            (_focal * Vector3.Dot(p, _right)) + (_centre.X * depth), (_focal * Vector3.Dot(p, _down)) + (_centre.Y * depth), depth);
    }
}
