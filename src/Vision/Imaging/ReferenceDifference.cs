namespace StationAgent.Vision.Imaging;

/// <summary>Finds what lies on the platform by what differs from the picture of the platform before. Not for use by two threads at once.</summary>
internal sealed class ReferenceDifference
{
    // Least luma step that counts, of 255; more when the pictures themselves are noisy. Cameras' noise, averaged over a cell, is 1 to 3.
    private const float LeastStep = 11;
    private const float MostStep = 30;

    // A shadow keeps the platform's colour and leaves at least this share of its light.
    private const float DeepestShadow = 0.45f;
    private const float ShadowWeight = 0.2f;

    // What an edge must exceed those of the reference by, as a share of the step.
    private const float EdgeShare = 0.9f;

    // Smallest object: a carton No. 12 seen along its edge covers 1 % of a platform's view.
    private const double LeastShare = 0.003;

    // A second object counts when it is at least this large beside the first; smaller ones are reflections and crumbs.
    private const double SecondShare = 0.15;

    // Three cells of contact with the edge: noise in a corner makes one or two.
    private const int LeastContact = 3;
    private const int Closing = 2;
    private const int NearGap = 4;
    private const int MaxGroups = 64;

    private readonly ExposureFit _exposure = new();
    private readonly CellMask _mask = new();
    private readonly float[] _luma = new float[Overview.MaxCells];
    private readonly float[] _edges = new float[Overview.MaxCells];
    private readonly float[] _expectedEdges = new float[Overview.MaxCells];
    private readonly float[] _weighed = new float[Overview.MaxCells];
    private readonly int[] _histogram = new int[256];
    private readonly CellGroup[] _groups = new CellGroup[MaxGroups];

    /// <summary>Compares two grids of the same size.</summary>
    public Difference Find(Overview reference, Overview frame)
    {
        _exposure.Fit(reference, frame);
        Weigh(frame);
        FindEdges(frame, frame.Plane(0), frame.Plane(1), frame.Plane(2), _edges);
        FindEdges(frame, _exposure.Expected(0), _exposure.Expected(1), _exposure.Expected(2), _expectedEdges);
        Mark(frame, Step(frame.Cells));
        return Objects(frame);
    }

    private void Weigh(Overview frame)
    {
        ReadOnlySpan<float> red = _exposure.Expected(0), green = _exposure.Expected(1), blue = _exposure.Expected(2);
        ReadOnlySpan<float> redNow = frame.Plane(0), greenNow = frame.Plane(1), blueNow = frame.Plane(2);
        for (int y = 0, cell = 0; y < frame.Height; y++)
        {
            for (var x = 0; x < frame.Width; x++, cell++)
            {
                var around = new Neighbourhood(x, y, frame.Width, frame.Height);
                var dr = around.Outside(red, redNow[cell]);
                var dg = around.Outside(green, greenNow[cell]);
                var db = around.Outside(blue, blueNow[cell]);
                var luma = Luma(dr, dg, db);
                var colour = MathF.Sqrt(((dr - dg) * (dr - dg)) + ((db - dg) * (db - dg)));
                var isShadow = luma < 0 && colour < LeastStep
                    && frame.Luma(cell) > DeepestShadow * Luma(red[cell], green[cell], blue[cell]);
                _weighed[cell] = (isShadow ? ShadowWeight : 1) * Math.Abs(luma) + (0.8f * colour);
            }
        }
    }

    // Five times the spread of the cells that have not changed; half of a view, at least, is platform.
    private float Step(int cells)
    {
        var histogram = _histogram.AsSpan();
        histogram.Clear();
        foreach (var value in _weighed.AsSpan(0, cells))
        {
            histogram[(int)Math.Min(value * 4, 255)]++;
        }

        var bin = 0;
        for (var below = 0; bin < 255 && (below += histogram[bin]) < cells / 2; bin++)
        {
        }

        return Math.Clamp(5 * 1.5f * bin / 4, LeastStep, MostStep);
    }

    // How steeply luma changes over two cells.
    private void FindEdges(
        Overview grid, ReadOnlySpan<float> red, ReadOnlySpan<float> green, ReadOnlySpan<float> blue, Span<float> edges)
    {
        var width = grid.Width;
        for (var cell = 0; cell < grid.Cells; cell++)
        {
            _luma[cell] = Luma(red[cell], green[cell], blue[cell]);
        }

        edges[..grid.Cells].Clear();
        for (var y = 1; y < grid.Height - 1; y++)
        {
            for (var cell = (y * width) + 1; cell < ((y + 1) * width) - 1; cell++)
            {
                var across = _luma[cell + 1] - _luma[cell - 1];
                var down = _luma[cell + width] - _luma[cell - width];
                edges[cell] = MathF.Sqrt((across * across) + (down * down));
            }
        }
    }

    // An object's outline is sharp where a shadow's is soft: a dark object on a dark mat shows by edges that the mat alone does not have.
    private void Mark(Overview frame, float step)
    {
        _mask.Reshape(frame.Width, frame.Height);
        var marked = _mask.Cells;
        for (int y = 0, cell = 0; y < frame.Height; y++)
        {
            for (var x = 0; x < frame.Width; x++, cell++)
            {
                marked[cell] = _weighed[cell] > step
                    || (_edges[cell] > EdgeShare * step
                        && new Neighbourhood(x, y, frame.Width, frame.Height).Outside(_expectedEdges, _edges[cell]) > EdgeShare * step);
            }
        }

        _mask.Dilate(Closing);
        _mask.Erode(Closing);
        _mask.FillHoles();
        _mask.Erode(1);
        _mask.Dilate(1);
    }

    private Difference Objects(Overview frame)
    {
        var count = 0;
        var from = 0;
        var least = LeastShare * frame.Cells;
        while (count < MaxGroups && _mask.TakeGroup(ref from, out var group))
        {
            // A waybill or a highlight splits an object into parts that lie close together.
            for (var i = 0; i < count; i++)
            {
                if (_groups[i].IsNear(group, NearGap))
                {
                    group = group.With(_groups[i]);
                    _groups[i] = _groups[--count];
                    i = -1;
                }
            }

            _groups[count++] = group;
        }

        var groups = _groups.AsSpan(0, count);
        var largest = default(CellGroup);
        foreach (var group in groups)
        {
            largest = group.Count > largest.Count ? group : largest;
        }

        if (largest.Count < least)
        {
            return default;
        }

        var several = false;
        var cutOff = TouchesEdge(largest, frame);
        foreach (var group in groups)
        {
            var counts = group != largest && group.Count >= least && group.Count >= SecondShare * largest.Count;
            several |= counts;
            cutOff |= counts && TouchesEdge(group, frame);
        }

        return new Difference(Box(largest, frame), several, cutOff);
    }

    private static float Luma(float red, float green, float blue) => (0.299f * red) + (0.587f * green) + (0.114f * blue);

    private static bool TouchesEdge(CellGroup group, Overview frame)
    {
        var high = group.Bottom - group.Top >= LeastContact;
        var wide = group.Right - group.Left >= LeastContact;
        return (high && (group.Left == 0 || group.Right == frame.Width)) || (wide && (group.Top == 0 || group.Bottom == frame.Height));
    }

    private static ObjectBox Box(CellGroup group, Overview frame) => new(
        group.Left / (double)frame.Width,
        group.Top / (double)frame.Height,
        group.Right / (double)frame.Width,
        group.Bottom / (double)frame.Height);
}
