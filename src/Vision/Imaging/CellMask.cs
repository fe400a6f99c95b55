namespace StationAgent.Vision.Imaging;

/// <summary>A grid of marked cells, with the few operations of mathematical morphology that turn specks into objects.</summary>
internal sealed class CellMask
{
    private bool[] _cells = new bool[Overview.MaxCells];
    private bool[] _other = new bool[Overview.MaxCells];
    private readonly int[] _stack = new int[Overview.MaxCells];

    public int Width { get; private set; }

    public int Height { get; private set; }

    public Span<bool> Cells => _cells.AsSpan(0, Width * Height);

    public void Reshape(int width, int height)
    {
        (Width, Height) = (width, height);
        Cells.Clear();
    }

    /// <summary>Marks every cell that has a marked one within <paramref name="radius"/> rows and columns.</summary>
    public void Dilate(int radius) => Spread(radius, marked: true);

    /// <summary>Clears every cell that has a clear one within <paramref name="radius"/> rows and columns; beyond the edge nothing is clear.</summary>
    public void Erode(int radius) => Spread(radius, marked: false);

    /// <summary>Marks what marked cells enclose.</summary>
    public void FillHoles()
    {
        // What can be reached from the edge through clear cells is outside; all the rest is an object or inside one.
        var outside = _other.AsSpan(0, Width * Height);
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
            cells[i] = !outside[i];
        }
    }

    /// <summary>Takes one connected group of marked cells out of the mask.</summary>
    /// <param name="from">Where to look from; moves on, so that one loop takes all groups.</param>
    /// <param name="group">The group.</param>
    /// <returns>False when no cell is marked any more.</returns>
    public bool TakeGroup(ref int from, out CellGroup group)
    {
        var cells = Cells;
        while (from < cells.Length && !cells[from])
        {
            from++;
        }

        group = default;
        if (from == cells.Length)
        {
            return false;
        }

        group = new CellGroup(0, Width, Height, 0, 0);
        cells[from] = false;
        _stack[0] = from;
        for (var depth = 1; depth > 0;)
        {
            var cell = _stack[--depth];
            var (y, x) = Math.DivRem(cell, Width);
            group = group.With(x, y);
            for (var nextY = Math.Max(y - 1, 0); nextY <= Math.Min(y + 1, Height - 1); nextY++)
            {
                for (var nextX = Math.Max(x - 1, 0); nextX <= Math.Min(x + 1, Width - 1); nextX++)
                {
                    ref var next = ref cells[(nextY * Width) + nextX];
                    if (next)
                    {
                        next = false;
                        _stack[depth++] = (nextY * Width) + nextX;
                    }
                }
            }
        }

        return true;
    }

    private int Visit(int cell, Span<bool> outside, int depth)
    {
        if (!_cells[cell] && !outside[cell])
        {
            outside[cell] = true;
            _stack[depth++] = cell;
        }

        return depth;
    }

    // A square is a row and then a column. Counting how far the last cell to be spread lies back costs the same for every radius.
    private void Spread(int radius, bool marked)
    {
        _other.AsSpan(0, Width * Height).Fill(!marked);
        for (var y = 0; y < Height; y++)
        {
            SpreadLine(_cells, _other, y * Width, 1, Width, radius, marked);
        }

        _cells.AsSpan(0, Width * Height).Fill(!marked);
        for (var x = 0; x < Width; x++)
        {
            SpreadLine(_other, _cells, x, Width, Height, radius, marked);
        }
    }

    private static void SpreadLine(bool[] from, bool[] to, int start, int step, int count, int radius, bool marked)
    {
        var open = 0;
        for (var i = 0; i < count; i++)
        {
            if (from[start + (i * step)] != marked)
            {
                continue;
            }

            for (var j = Math.Max(open, i - radius); j <= Math.Min(i + radius, count - 1); j++)
            {
                to[start + (j * step)] = marked;
            }

            open = i + radius + 1;
        }
    }
}
