using StationAgent.Vision.Imaging;

namespace StationAgent.Vision.Geometry;

/// <summary>Finds a sheet of paper on a darker platform: a bright area with four straight edges whose shape is that of the sheet.</summary>
public static class SheetFinder
{
    private const int CoarseSide = 400;

    // Fewer pixels make the edges' place too coarse for a per cent.
    private const double LeastSidePixels = 70;

    // The brightness of a sharp edge changes with a standard deviation of 0.7 pixels, after a camera's own sharpening and a JPEG.
    private const double MostSoftness = 3.2;

    // A sheet that lies flat has straight edges: pixels, and share of a side.
    private const double MostResidual = 0.9;
    private const double MostResidualShare = 0.004;

    // See PlaneView: 3 % of a side, and a little for the place of the corners.
    private const double MostMisfit = 0.045;

    private const double SecondShare = 0.3;
    private const double SameOverlap = 0.8;
    private const double LeastEdgeShare = 0.75;

    /// <summary>Finds the sheet in a picture.</summary>
    /// <param name="file">A JPEG or PNG file.</param>
    /// <param name="size">The size of the sheet.</param>
    /// <exception cref="FrameDecodeException">It cannot be decoded.</exception>
    public static FoundSheet Find(ReadOnlyMemory<byte> file, SheetSize size)
    {
        var picture = new Picture();
        var whole = FrameDecoder.Decode(file, int.MaxValue, picture);
        return Find(BrightPlane.Of(picture), size) with { Width = whole.Width, Height = whole.Height };
    }

    private static FoundSheet Find(BrightPlane plane, SheetSize size)
    {
        var factor = Math.Max(1, Math.Max(plane.Width, plane.Height) / CoarseSide);
        var quads = new BrightQuads(plane.Reduced(factor)).Find().ConvertAll(quad => quad.Times(factor));
        var shaped = new List<(BrightQuad Quad, FoundSheet Sheet)>();
        foreach (var quad in quads.Where(static quad => !quad.IsCutOff).OrderByDescending(static quad => quad.Fit))
        {
            if (!shaped.Exists(one => IsSame(one.Quad, quad)))
            {
                shaped.Add((quad, Measure(plane, quad, size, factor)));
            }
        }

        // What lies around a sheet, such as a light mat, is a larger bright area.
        var good = shaped.FindAll(static one => one.Sheet.Problem == SheetProblem.None);
        good.RemoveAll(outer => good.Exists(inner => inner.Quad != outer.Quad && inner.Quad.Area < outer.Quad.Area && inner.Quad.Overlap(outer.Quad) > SameOverlap));
        if (good.Count > 0)
        {
            var largest = good.Max(static one => one.Quad.Area);
            return good.Count(one => one.Quad.Area >= SecondShare * largest) > 1 ? new FoundSheet(SheetProblem.Several) : good.MaxBy(static one => one.Quad.Area).Sheet;
        }

        // The most likely sheet that is not good says why; what is cut off is named only when nothing else is there.
        var bad = shaped.FindAll(static one => one.Sheet.Problem != SheetProblem.NotFound);
        return bad.Count > 0
            ? bad.MaxBy(static one => one.Quad.Area * one.Quad.Fit).Sheet
            : new FoundSheet(quads.Exists(static quad => quad.IsCutOff) ? SheetProblem.CutOff : SheetProblem.NotFound);
    }

    // The same area at another threshold, not a smaller one inside it.
    private static bool IsSame(BrightQuad one, BrightQuad other) =>
        one.Overlap(other) > SameOverlap && Math.Max(one.Area, other.Area) < 1.3 * Math.Min(one.Area, other.Area);

    private static FoundSheet Measure(BrightPlane plane, BrightQuad quad, SheetSize size, int factor)
    {
        IReadOnlyList<PlanePoint> corners = quad.Corners;
        var edges = new EdgeLine[4];
        foreach (var reach in (double[])[(3 * factor) + 4, 6])
        {
            for (var side = 0; side < 4; side++)
            {
                if (corners[side].DistanceTo(corners[(side + 1) % 4]) < LeastSidePixels)
                {
                    return new FoundSheet(SheetProblem.TooSmall);
                }

                if (EdgeLine.Fit(plane, corners[side], corners[(side + 1) % 4], reach) is not { } edge)
                {
                    return new FoundSheet(SheetProblem.NotFound);
                }

                edges[side] = edge;
            }

            var refined = new PlanePoint[4];
            for (var corner = 0; corner < 4; corner++)
            {
                if (edges[(corner + 3) % 4].Meets(edges[corner]) is not { } meeting || meeting.DistanceTo(corners[corner]) > 8 * reach)
                {
                    return new FoundSheet(SheetProblem.WrongShape);
                }

                refined[corner] = meeting;
            }

            corners = refined;
        }

        return Judge(corners, edges, size, plane);
    }

    private static FoundSheet Judge(IReadOnlyList<PlanePoint> corners, EdgeLine[] edges, SheetSize size, BrightPlane plane)
    {
        if (corners.Any(corner => corner.X < 0 || corner.Y < 0 || corner.X > plane.Width || corner.Y > plane.Height))
        {
            return new FoundSheet(SheetProblem.CutOff);
        }

        if (edges.Max(static edge => edge.Softness) > MostSoftness)
        {
            return new FoundSheet(SheetProblem.Blurred);
        }

        // A covered corner takes away a part of two edges.
        var residual = Math.Sqrt(edges.Average(static edge => edge.Residual * edge.Residual));
        var shortest = Enumerable.Range(0, 4).Min(side => corners[side].DistanceTo(corners[(side + 1) % 4]));
        if (edges.Min(static edge => edge.Share) < LeastEdgeShare)
        {
            return new FoundSheet(SheetProblem.WrongShape);
        }

        if (residual > Math.Max(MostResidual, MostResidualShare * shortest))
        {
            return new FoundSheet(SheetProblem.NotFlat);
        }

        IReadOnlyList<PlanePoint> turned = [corners[1], corners[2], corners[3], corners[0]];
        var (straight, across) = (Misfit(corners, size, plane), Misfit(turned, size, plane));
        return Math.Min(straight, across) > MostMisfit
            ? new FoundSheet(SheetProblem.WrongShape)
            : new FoundSheet(SheetProblem.None) { Corners = [.. straight <= across ? corners : turned], ResidualPixels = residual };
    }

    private static double Misfit(IReadOnlyList<PlanePoint> corners, SheetSize size, BrightPlane plane) =>
        Homography.Of(SheetPlane.Corners(size), corners) is { } seen ? PlaneView.Of(seen, plane.Width, plane.Height).Misfit : double.PositiveInfinity;
}
