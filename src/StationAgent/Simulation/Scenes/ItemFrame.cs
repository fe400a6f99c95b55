using System.Numerics;

namespace StationAgent.Simulation.Scenes;

/// <summary>A piece's own axes in the world: its centre on the ground it lies on, its turn, its height above the platform.</summary>
internal readonly record struct ItemFrame(Vector3 Origin, Vector3 Along, Vector3 Across)
{
    public static ItemFrame At(double x, double y, double z, double rotationDegrees)
    {
        var (sin, cos) = Math.SinCos(rotationDegrees * Math.PI / 180);
        return new ItemFrame(
            new Vector3((float)x, (float)y, (float)z), new Vector3((float)cos, (float)sin, 0), new Vector3((float)-sin, (float)cos, 0));
    }

    public Vector3 Point(float along, float across, float up) => Origin + (Along * along) + (Across * across) + (Vector3.UnitZ * up);
}
