using System.Numerics;

namespace StationAgent.Simulation.Scenes;

/// <summary>A carton as a box: half its length and width, its height.</summary>
internal readonly record struct CartonBody(ItemFrame Frame, float L, float W, float H)
{
    /// <summary>The eight corners.</summary>
    public Vector3[] Corners() =>
    [
        Frame.Point(-L, -W, 0), Frame.Point(L, -W, 0), Frame.Point(L, W, 0), Frame.Point(-L, W, 0),
        Frame.Point(-L, -W, H), Frame.Point(L, -W, H), Frame.Point(L, W, H), Frame.Point(-L, W, H),
    ];

    /// <summary>A side's upper edge, left to right as seen from outside, and its outward normal. Odd sides are at the seam's
    /// ends.</summary>
    public (Vector3 A, Vector3 B, Vector3 Normal) Wall(int side) => side switch
    {
        0 => (Frame.Point(-L, W, H), Frame.Point(L, W, H), Frame.Direction(0, 1, 0)),
        1 => (Frame.Point(L, W, H), Frame.Point(L, -W, H), Frame.Direction(1, 0, 0)),
        2 => (Frame.Point(L, -W, H), Frame.Point(-L, -W, H), Frame.Direction(0, -1, 0)),
        _ => (Frame.Point(-L, -W, H), Frame.Point(-L, W, H), Frame.Direction(-1, 0, 0)),
    };
}
