namespace StationAgent.Vision.Geometry;

/// <summary>The smallest convex polygon around points.</summary>
internal static class ConvexHull
{
    /// <summary>Its corners, clockwise as a picture shows them (Andrew's monotone chain).</summary>
    public static List<PlanePoint> Of(IEnumerable<PlanePoint> points)
    {
        var sorted = points.Distinct().OrderBy(static point => point.X).ThenBy(static point => point.Y).ToList();
        if (sorted.Count < 3)
        {
            return sorted;
        }

        var hull = new List<PlanePoint>(sorted.Count);
        Extend(hull, sorted, least: 2);
        sorted.Reverse();
        Extend(hull, sorted.Skip(1), least: hull.Count + 1);
        hull.RemoveAt(hull.Count - 1);
        return hull;
    }

    /// <summary>The area of a polygon.</summary>
    public static double Area(IReadOnlyList<PlanePoint> polygon)
    {
        var twice = 0.0;
        for (var i = 0; i < polygon.Count; i++)
        {
            var (a, b) = (polygon[i], polygon[(i + 1) % polygon.Count]);
            twice += (a.X * b.Y) - (b.X * a.Y);
        }

        return Math.Abs(twice) / 2;
    }

    private static void Extend(List<PlanePoint> hull, IEnumerable<PlanePoint> points, int least)
    {
        foreach (var point in points)
        {
            while (hull.Count >= least && Turn(hull[^2], hull[^1], point) <= 0)
            {
                hull.RemoveAt(hull.Count - 1);
            }

            hull.Add(point);
        }
    }

    private static double Turn(PlanePoint a, PlanePoint b, PlanePoint c) => ((b.X - a.X) * (c.Y - a.Y)) - ((b.Y - a.Y) * (c.X - a.X));
}
