using System.Numerics;
using System.Runtime.CompilerServices;

namespace StationAgent.Vision.Imaging.Cells;

/// <summary>The lowest and the highest value around each cell of one row of a grid.</summary>
internal sealed class CellRange
{
    private readonly CellRow _lowest = new();
    private readonly CellRow _highest = new();

    public void Take(float[] plane, CellRowPlace place, int width)
    {
        _lowest.TakeLowest(plane, place, width);
        _highest.TakeHighest(plane, place, width);
    }

    /// <summary>By how much values lie outside the range and its slack; 0 for those inside.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector<float> Outside(Vector<float> values, int x, float slack) => Vector.Max(
        Vector.Max(values - _highest.Highest(x), _lowest.Lowest(x) - values) - new Vector<float>(slack),
        Vector<float>.Zero);
}
