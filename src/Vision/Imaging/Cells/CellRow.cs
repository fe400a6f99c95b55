using System.Numerics;
using System.Runtime.CompilerServices;

namespace StationAgent.Vision.Imaging.Cells;

/// <summary>
/// A row of a grid in which each cell stands for itself and the cells above and below; asked for a cell, it combines that with the two beside it. At the
/// edge of the grid it combines the cells that exist.
/// </summary>
internal sealed class CellRow
{
    // Room for the cell before the first.
    private static readonly int Start = Vector<float>.Count;

    private readonly float[] _cells = new float[Overview.LongSide + (3 * Vector<float>.Count)];

    /// <summary>Takes the lowest of three rows of <paramref name="width"/> cells each.</summary>
    public void TakeLowest(float[] plane, CellRowPlace place, int width)
    {
        for (var x = 0; x < width; x += Vector<float>.Count)
        {
            var beside = Vector.Min(new Vector<float>(plane, place.Above + x), new Vector<float>(plane, place.Below + x));
            Vector.Min(beside, new Vector<float>(plane, place.Here + x)).CopyTo(_cells, Start + x);
        }

        RepeatEnds(width);
    }

    /// <summary>Takes the highest of three rows.</summary>
    public void TakeHighest(float[] plane, CellRowPlace place, int width)
    {
        for (var x = 0; x < width; x += Vector<float>.Count)
        {
            var beside = Vector.Max(new Vector<float>(plane, place.Above + x), new Vector<float>(plane, place.Below + x));
            Vector.Max(beside, new Vector<float>(plane, place.Here + x)).CopyTo(_cells, Start + x);
        }

        RepeatEnds(width);
    }

    /// <summary>Takes the sum of three rows. The first and the last row of the grid must hold zeros: they replace the cells beyond the edge.</summary>
    public void TakeSum(float[] plane, CellRowPlace place, int width)
    {
        for (var x = 0; x < width; x += Vector<float>.Count)
        {
            var beside = new Vector<float>(plane, place.Above + x) + new Vector<float>(plane, place.Below + x);
            (beside + new Vector<float>(plane, place.Here + x)).CopyTo(_cells, Start + x);
        }

        _cells[Start - 1] = _cells[Start + width] = 0;
    }

    /// <summary>The lowest around each of some cells.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector<float> Lowest(int x) => Vector.Min(Vector.Min(At(x - 1), At(x)), At(x + 1));

    /// <summary>The highest around each of some cells.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector<float> Highest(int x) => Vector.Max(Vector.Max(At(x - 1), At(x)), At(x + 1));

    /// <summary>The sum around each of some cells.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector<float> Sum(int x) => At(x - 1) + At(x) + At(x + 1);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Vector<float> At(int x) => new(_cells, Start + x);

    private void RepeatEnds(int width) => (_cells[Start - 1], _cells[Start + width]) = (_cells[Start], _cells[Start + width - 1]);
}
