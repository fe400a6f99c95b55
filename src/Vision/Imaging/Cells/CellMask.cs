namespace StationAgent.Vision.Imaging.Cells;

/// <summary>A grid of marked cells, with the few operations of mathematical morphology that turn specks into objects.</summary>
internal sealed class CellMask
{
    private const byte Clear = 0;
    private const byte Marked = 1;

    private readonly byte[] _cells = new byte[Overview.MaxCells];
    private readonly byte[] _around = new byte[Overview.MaxCells];
    private readonly byte[] _joined = new byte[Overview.MaxCells];
    private readonly byte[] _scratch = new byte[2 * Overview.MaxCells];
    private readonly int[] _stack = new int[Overview.MaxCells];

    public int Width { get; private set; }

    public int Height { get; private set; }

    /// <summary>1 where a cell is marked, else 0.</summary>
    public Span<byte> Cells => _cells.AsSpan(0, Width * Height);

    public void Reshape(int width, int height)
    {
        (Width, Height) = (width, height);
        Cells.Clear();
    }

    /// <summary>Clears every cell with fewer than <paramref name="least"/> marked ones among itself and its eight neighbours.</summary>
    public void Thin(int least)
    {
        var cells = Cells;
        var around = _around.AsSpan(0, cells.Length);
        GridFilter.Around<byte, GridFilter.Count>(cells, around, _scratch, Width);
        for (var i = 0; i < cells.Length; i++)
        {
            cells[i] = around[i] < least ? Clear : cells[i];
        }
    }

    /// <summary>Marks every cell that has a marked one within <paramref name="radius"/> rows and columns.</summary>
    public void Dilate(int radius)
    {
        for (var i = 0; i < radius; i++)
        {
            GridFilter.Around<byte, GridFilter.Any>(Cells, Cells, _scratch, Width);
        }
    }

    /// <summary>Clears every cell that has a clear one within <paramref name="radius"/> rows and columns; beyond the edge nothing is clear.</summary>
    public void Erode(int radius)
    {
        for (var i = 0; i < radius; i++)
        {
            GridFilter.Around<byte, GridFilter.All>(Cells, Cells, _scratch, Width);
        }
    }

    /// <summary>Marks what marked cells enclose.</summary>
    public void FillHoles()
    {
        // What can be reached from the edge through clear cells is outside; all the rest is an object or inside one.
        var outside = _scratch.AsSpan(0, Width * Height);
        outside.Clear();
        var depth = 0;
        for (var x = 0; x < Width; x++)
        {
            depth = Visit(x, outside, depth);
            depth = Visit(((Height - 1) * Width) + x, outside, depth);
        }

        for (var y = 0; y < Height; y++)
        {
            depth = Visit(y * Width, outside, depth);
            depth = Visit((y * Width) + Width - 1, outside, depth);
        }

        while (depth > 0)
        {
            var cell = _stack[--depth];
            var x = cell % Width;
            if (x > 0)
            {
                depth = Visit(cell - 1, outside, depth);
            }

            if (x < Width - 1)
            {
                depth = Visit(cell + 1, outside, depth);
            }

            if (cell >= Width)
            {
                depth = Visit(cell - Width, outside, depth);
            }

            if (cell < (Height - 1) * Width)
            {
                depth = Visit(cell + Width, outside, depth);
            }
        }

        var cells = Cells;
        for (var i = 0; i < cells.Length; i++)
        {
            cells[i] = (byte)(Marked - outside[i]);
        }
    }

    /// <summary>Begins to take groups: marked cells belong together over gaps of up to twice <paramref name="reach"/> clear cells.</summary>
    public void Join(int reach)
    {
        var joined = _joined.AsSpan(0, Width * Height);
        Cells.CopyTo(joined);
        for (var i = 0; i < reach; i++)
        {
            GridFilter.Around<byte, GridFilter.Any>(joined, joined, _scratch, Width);
        }
    }

    /// <summary>Takes the next group of marked cells that <see cref="Join"/> has joined.</summary>
    /// <param name="from">Where to look from; moves on, so that one loop takes all groups.</param>
    /// <param name="group">The group.</param>
    /// <returns>False when there is none any more.</returns>
    public bool TakeGroup(ref int from, out CellGroup group)
    {
        ReadOnlySpan<byte> cells = Cells;
        var joined = _joined.AsSpan(0, Width * Height);
        var next = joined[from..].IndexOf(Marked);
        group = default;
        if (next < 0)
        {
            return false;
        }

        from += next;

        group = new CellGroup(0, Width, Height, 0, 0);
        joined[from] = Clear;
        _stack[0] = from;
        for (var depth = 1; depth > 0;)
        {
            var cell = _stack[--depth];
            var (y, x) = Math.DivRem(cell, Width);
            group = cells[cell] == Marked ? group.With(x, y) : group;
            for (var nextY = Math.Max(y - 1, 0); nextY <= Math.Min(y + 1, Height - 1); nextY++)
            {
                for (var nextX = Math.Max(x - 1, 0); nextX <= Math.Min(x + 1, Width - 1); nextX++)
                {
                    var neighbour = (nextY * Width) + nextX;
                    if (joined[neighbour] == Marked)
                    {
                        joined[neighbour] = Clear;
                        _stack[depth++] = neighbour;
                    }
                }
            }
        }

        return true;
    }

    private int Visit(int cell, Span<byte> outside, int depth)
    {
        if ((_cells[cell] | outside[cell]) == Clear)
        {
            outside[cell] = Marked;
            _stack[depth++] = cell;
        }

        return depth;
    }
}
