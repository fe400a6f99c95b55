namespace StationAgent.Vision.Geometry;

/// <summary>A straight edge between a bright and a darker area, measured to a fraction of a pixel.</summary>
/// <param name="Middle">A point on it.</param>
/// <param name="Cosine">Of its angle.</param>
/// <param name="Sine">Of its angle.</param>
/// <param name="Residual">How far its points are from the line, root mean square, in pixels.</param>
/// <param name="Softness">Over how many pixels the brightness changes: the standard deviation of the change.</param>
/// <param name="Share">The share of the places along it where an edge was seen, 0–1.</param>
internal readonly record struct EdgeLine(PlanePoint Middle, double Cosine, double Sine, double Residual, double Softness, double Share)
{
    private const int Places = 48;

    // The corners' neighbourhood belongs to two edges.
    private const double Corner = 0.07;

    private const double SampleStep = 0.5;

    // The brightness must change by this much, of 255.
    private const double LeastStep = 12;
    private const double Outlier = 3;

    /// <summary>Fits it.</summary>
    /// <param name="plane">The picture.</param>
    /// <param name="from">One end; the bright area is on the right of the way to the other, as in a picture that is seen clockwise.</param>
    /// <param name="to">The other end.</param>
    /// <param name="reach">How far from the way between them the edge may be, in pixels.</param>
    /// <returns>Null when there is no edge.</returns>
    public static EdgeLine? Fit(BrightPlane plane, PlanePoint from, PlanePoint to, double reach)
    {
        var length = from.DistanceTo(to);
        var (inX, inY) = (-(to.Y - from.Y) / length, (to.X - from.X) / length);
        var points = new List<PlanePoint>(Places);
        var softness = 0.0;
        for (var i = 0; i < Places; i++)
        {
            var place = from.Towards(to, Corner + ((1 - (2 * Corner)) * i / (Places - 1)));
            if (Edge(plane, place, inX, inY, reach) is { } edge)
            {
                points.Add(new PlanePoint(place.X + (inX * edge.At), place.Y + (inY * edge.At)));
                softness += edge.Softness;
            }
        }

        return points.Count >= Places / 2 ? Through(points, softness / points.Count) : null;
    }

    /// <summary>Where two lines meet; null when they are parallel.</summary>
    public PlanePoint? Meets(EdgeLine other)
    {
        var cross = (Cosine * other.Sine) - (Sine * other.Cosine);
        if (Math.Abs(cross) < 0.1)
        {
            return null;
        }

        var along = (((other.Middle.X - Middle.X) * other.Sine) - ((other.Middle.Y - Middle.Y) * other.Cosine)) / cross;
        return new PlanePoint(Middle.X + (along * Cosine), Middle.Y + (along * Sine));
    }

    private static (double At, double Softness)? Edge(BrightPlane plane, PlanePoint place, double inX, double inY, double reach)
    {
        var count = (int)(2 * reach / SampleStep) + 1;
        var rise = new double[count];
        var (best, at) = (0.0, -1);
        for (var i = 0; i < count; i++)
        {
            var offset = (i * SampleStep) - reach;
            rise[i] = Value(offset + 1) - Value(offset - 1);
            (best, at) = rise[i] > best ? (rise[i], i) : (best, at);
        }

        if (best < LeastStep)
        {
            return null;
        }

        // The whole slope: as far as the brightness keeps rising.
        var (first, last) = (at, at);
        while (first > 0 && rise[first - 1] > 0.1 * best)
        {
            first--;
        }

        while (last < count - 1 && rise[last + 1] > 0.1 * best)
        {
            last++;
        }

        var (sum, moment, square) = (0.0, 0.0, 0.0);
        for (var i = first; i <= last; i++)
        {
            var offset = (i * SampleStep) - reach;
            sum += rise[i];
            moment += rise[i] * offset;
            square += rise[i] * offset * offset;
        }

        var mean = moment / sum;
        return (mean, Math.Sqrt(Math.Max((square / sum) - (mean * mean), 0)));

        double Value(double offset) => plane.At(new PlanePoint(place.X + (inX * offset), place.Y + (inY * offset)));
    }

    private static EdgeLine Through(List<PlanePoint> points, double softness)
    {
        var line = Regress(points, softness, points.Count);
        var limit = Math.Max(Outlier * line.Residual * 0.7, 0.5);
        var kept = points.Where(point => line.Off(point) <= limit).ToList();
        return kept.Count >= points.Count / 2 ? Regress(kept, softness, points.Count) with { Share = kept.Count / (double)Places } : line;
    }

    private static EdgeLine Regress(List<PlanePoint> points, double softness, int all)
    {
        var middle = new PlanePoint(points.Average(static point => point.X), points.Average(static point => point.Y));
        var (xx, yy, xy) = (0.0, 0.0, 0.0);
        foreach (var point in points)
        {
            var (dx, dy) = (point.X - middle.X, point.Y - middle.Y);
            (xx, yy, xy) = (xx + (dx * dx), yy + (dy * dy), xy + (dx * dy));
        }

        var angle = Math.Atan2(2 * xy, xx - yy) / 2;
        var line = new EdgeLine(middle, Math.Cos(angle), Math.Sin(angle), 0, softness, all / (double)Places);
        return line with { Residual = Math.Sqrt(points.Average(point => line.Off(point) * line.Off(point))) };
    }

    private double Off(PlanePoint point) => Math.Abs(((point.X - Middle.X) * Sine) - ((point.Y - Middle.Y) * Cosine));
}
