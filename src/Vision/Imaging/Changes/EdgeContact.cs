using StationAgent.Vision.Imaging.Cells;

namespace StationAgent.Vision.Imaging.Changes;

/// <summary>
/// Which cells along the four edges of a view had changed before gaps were closed: closing joins what lies close to an edge with it, and a piece
/// that lies close is not cut off.
/// </summary>
internal sealed class EdgeContact
{
    // Three cells of contact: noise in a corner makes one or two.
    private const int MinCells = 3;

    private readonly byte[] _top = new byte[Overview.LongSide];
    private readonly byte[] _bottom = new byte[Overview.LongSide];
    private readonly byte[] _left = new byte[Overview.LongSide];
    private readonly byte[] _right = new byte[Overview.LongSide];
    private int _width;
    private int _height;

    /// <summary>Remembers the edges of a mask.</summary>
    public void Take(CellMask mask)
    {
        (_width, _height) = (mask.Width, mask.Height);
        var cells = mask.Cells;
        cells[.._width].CopyTo(_top);
        cells[^_width..].CopyTo(_bottom);
        for (var y = 0; y < _height; y++)
        {
            _left[y] = cells[y * _width];
            _right[y] = cells[(y * _width) + _width - 1];
        }
    }

    /// <summary>True when the group reaches over an edge.</summary>
    public bool Touches(CellGroup group) =>
        (group.Top == 0 && Marked(_top, group.Left, group.Right) >= MinCells)
        || (group.Bottom == _height && Marked(_bottom, group.Left, group.Right) >= MinCells)
        || (group.Left == 0 && Marked(_left, group.Top, group.Bottom) >= MinCells)
        || (group.Right == _width && Marked(_right, group.Top, group.Bottom) >= MinCells);

    private static int Marked(byte[] edge, int from, int to)
    {
        var count = 0;
        foreach (var cell in edge.AsSpan(from, to - from))
        {
            count += cell;
        }

        return count;
    }
}
