namespace StationAgent.Vision.Geometry;

/// <summary>The direction of the rectangle of the smallest area around a convex polygon.</summary>
/// <param name="Cosine">Of the angle of one side.</param>
/// <param name="Sine">Of the same angle.</param>
internal readonly record struct SmallestRectangle(double Cosine, double Sine)
{
    /// <summary>Finds it: one of its sides has the direction of a side of the polygon (Freeman and Shapira, 1975).</summary>
    /// <param name="hull">A convex polygon with at least three corners.</param>
    public static SmallestRectangle Around(IReadOnlyList<PlanePoint> hull)
    {
        var best = new SmallestRectangle(1, 0);
        var least = double.PositiveInfinity;
        for (var i = 0; i < hull.Count; i++)
        {
            var (a, b) = (hull[i], hull[(i + 1) % hull.Count]);
            var length = a.DistanceTo(b);
            if (length == 0)
            {
                continue;
            }

            var one = new SmallestRectangle((b.X - a.X) / length, (b.Y - a.Y) / length);
            var (from, to) = (one.In(hull[0]), one.In(hull[0]));
            foreach (var point in hull)
            {
                var (x, y) = one.In(point);
                from = (Math.Min(from.Along, x), Math.Min(from.Across, y));
                to = (Math.Max(to.Along, x), Math.Max(to.Across, y));
            }

            var area = (to.Along - from.Along) * (to.Across - from.Across);
            (best, least) = area < least ? (one, area) : (best, least);
        }

        return best;
    }

    /// <summary>A point in the directions of the rectangle's sides.</summary>
    public (double Along, double Across) In(PlanePoint point) =>
        ((point.X * Cosine) + (point.Y * Sine), (point.Y * Cosine) - (point.X * Sine));
}
