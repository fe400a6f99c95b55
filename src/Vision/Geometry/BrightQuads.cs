namespace StationAgent.Vision.Geometry;

/// <summary>Finds bright areas with four corners: at many thresholds, the connected areas above it that fill a convex quadrilateral.</summary>
internal sealed class BrightQuads(BrightPlane plane)
{
    private const int Brightest = 250;
    private const int Darkest = 70;
    private const int Step = 6;

    // Shares of the picture: a sheet is neither a label nor the whole platform.
    private const double LeastShare = 0.003;
    private const double MostShare = 0.6;

    private const double LeastHullFill = 0.9;
    private const double LeastQuadFill = 0.88;

    private readonly int[] _seenAt = new int[plane.Width * plane.Height];
    private readonly int[] _stack = new int[plane.Width * plane.Height];
    private readonly int[] _left = new int[plane.Height];
    private readonly int[] _right = new int[plane.Height];

    /// <summary>All of them, one for each area and threshold.</summary>
    public List<BrightQuad> Find()
    {
        var found = new List<BrightQuad>();
        for (var threshold = Brightest; threshold >= Darkest; threshold -= Step)
        {
            for (var start = 0; start < _seenAt.Length; start++)
            {
                if (plane.Values[start] >= threshold && _seenAt[start] != threshold && Take(start, threshold) is { } quad)
                {
                    found.Add(quad);
                }
            }
        }

        return found;
    }

    private BrightQuad? Take(int start, int threshold)
    {
        var (width, height) = (plane.Width, plane.Height);
        Array.Fill(_left, int.MaxValue);
        Array.Fill(_right, -1);
        var (count, depth) = (0, 0);
        var isCutOff = false;
        Visit(start);
        while (depth > 0)
        {
            var cell = _stack[--depth];
            var (y, x) = Math.DivRem(cell, width);
            count++;
            _left[y] = Math.Min(_left[y], x);
            _right[y] = Math.Max(_right[y], x);
            isCutOff |= x == 0 || y == 0 || x == width - 1 || y == height - 1;
            if (x > 0)
            {
                Visit(cell - 1);
            }

            if (x < width - 1)
            {
                Visit(cell + 1);
            }

            if (y > 0)
            {
                Visit(cell - width);
            }

            if (y < height - 1)
            {
                Visit(cell + width);
            }
        }

        return count >= LeastShare * width * height && count <= MostShare * width * height ? Fit(count, isCutOff) : null;

        void Visit(int cell)
        {
            if (_seenAt[cell] != threshold && plane.Values[cell] >= threshold)
            {
                _seenAt[cell] = threshold;
                _stack[depth++] = cell;
            }
        }
    }

    private BrightQuad? Fit(int count, bool isCutOff)
    {
        var points = new List<PlanePoint>();
        for (var y = 0; y < plane.Height; y++)
        {
            if (_right[y] >= 0)
            {
                points.AddRange([new(_left[y], y), new(_left[y], y + 1), new(_right[y] + 1, y), new(_right[y] + 1, y + 1)]);
            }
        }

        var hull = ConvexHull.Of(points);
        var hullArea = ConvexHull.Area(hull);
        var filled = count / hullArea;
        if (filled < LeastHullFill)
        {
            return null;
        }

        while (hull.Count > 4)
        {
            RemoveLeast(hull);
        }

        var quad = ConvexHull.Area(hull) / hullArea;
        return hull.Count == 4 && quad >= LeastQuadFill ? new BrightQuad(hull, count, filled * quad, isCutOff) : null;
    }

    // The corner that changes the shape least (Visvalingam and Whyatt, 1993).
    private static void RemoveLeast(List<PlanePoint> polygon)
    {
        var (least, at) = (double.PositiveInfinity, 0);
        for (var i = 0; i < polygon.Count; i++)
        {
            var area = ConvexHull.Area([polygon[(i + polygon.Count - 1) % polygon.Count], polygon[i], polygon[(i + 1) % polygon.Count]]);
            (least, at) = area < least ? (area, i) : (least, at);
        }

        polygon.RemoveAt(at);
    }
}
