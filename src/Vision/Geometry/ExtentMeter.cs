using StationAgent.Vision.Decisions;
using StationAgent.Vision.Imaging;

namespace StationAgent.Vision.Geometry;

/// <summary>Measures how large a piece is seen, by the pixels that differ from the empty platform. Not for use by two threads at once.</summary>
internal sealed class ExtentMeter
{
    // Larger pictures are decoded at a smaller scale: an edge is then still found to a millimetre.
    private const int ShortSide = 700;

    // Around the box that was found, as a share of the picture's sides: the box is coarse, and beyond it there must be platform.
    private const double Beyond = 0.045;
    private const double BorderShare = 0.4;

    // A thin thing that sticks out, such as a strip of tape or the rest of a shadow: its breadth beside the piece's.
    private const double SliverShare = 0.12;
    private const double BinMm = 1.5;

    // 95 %: where an edge is, in pixels for both ends of a side, and the calibration's share of a length.
    private const double EdgePixels = 2;
    private const double ScaleShare = 0.015;

    // The edge of a piece is where half of the difference is left that its own pixels show.
    private const float SharpStep = 20;
    private const float SharpShare = 0.5f;
    private const float FaintStep = 9;
    private const float FaintShare = 0.2f;
    private const double LeastFilled = 0.86;

    private readonly Picture _before = new();
    private readonly Picture _now = new();

    /// <summary>Measures a piece.</summary>
    /// <param name="reference">The empty platform.</param>
    /// <param name="frame">The platform with the piece.</param>
    /// <param name="box">Where the piece was found.</param>
    /// <param name="calibration">What maps pixels to mm.</param>
    /// <returns>Null when the picture has another aspect than the calibration, or when the piece reaches out of the part of the picture for which that is trusted.</returns>
    /// <exception cref="FrameDecodeException">A picture cannot be decoded.</exception>
    public SeenExtent? Measure(ReadOnlyMemory<byte> reference, ReadOnlyMemory<byte> frame, ObjectBox box, CameraCalibration calibration)
    {
        var part = new ObjectBox(
            Math.Max(box.Left - Beyond, 0), Math.Max(box.Top - Beyond, 0), Math.Min(box.Right + Beyond, 1), Math.Min(box.Bottom + Beyond, 1));
        var size = Decode(reference, part, _before);
        if (Decode(frame, part, _now) != size || _before.Part != _now.Part || calibration.For(_now.Width, _now.Height) is not { } scaled)
        {
            return null;
        }

        var border = (int)Math.Max(Beyond * BorderShare * Math.Min(_now.Width, _now.Height), 2);
        var (left, top) = (_now.Part.Left, _now.Part.Top);
        var found = new ObjectBox(
            (box.Left * _now.Width) - left, (box.Top * _now.Height) - top, (box.Right * _now.Width) - left, (box.Bottom * _now.Height) - top);
        var outline = Outline(found, border).ConvertAll(point => new PlanePoint(point.X + left, point.Y + top));
        var hull = ConvexHull.Of(outline);
        return hull.Count < 3 || !hull.TrueForAll(point => scaled.Region.Contains(point) && scaled.ToPlatform.Sees(point)) ? null : OnPlatform(outline, hull, scaled);
    }

    // Where the pixels show less than the box in which an object was found, parts of it look much like the platform: smaller differences count then.
    private List<PlanePoint> Outline(ObjectBox found, int border)
    {
        var sharp = PieceOutline.Of(new PiecePixels(_before, _now, border, SharpStep, SharpShare));
        if (Fills(sharp, found))
        {
            return sharp;
        }

        var faint = PieceOutline.Of(new PiecePixels(_before, _now, border, FaintStep, FaintShare));
        return Fills(faint, found) ? faint : [];
    }

    private static bool Fills(List<PlanePoint> outline, ObjectBox found) =>
        outline.Count > 0
        && outline.Max(static point => point.X) - outline.Min(static point => point.X) >= LeastFilled * (found.Right - found.Left)
        && outline.Max(static point => point.Y) - outline.Min(static point => point.Y) >= LeastFilled * (found.Bottom - found.Top);

    private static PictureSize Decode(ReadOnlyMemory<byte> file, ObjectBox part, Picture picture)
    {
        using var encoded = FrameDecoder.Open(file);
        encoded.Decode(ShortSide, part, picture);
        return encoded.Size;
    }

    private static SeenExtent OnPlatform(List<PlanePoint> outline, List<PlanePoint> hull, CameraCalibration calibration)
    {
        var points = outline.ConvertAll(calibration.ToPlatform.Map);
        var around = ConvexHull.Of(points);
        var turned = SmallestRectangle.Around(around);
        var placed = points.ConvertAll(turned.In);
        var along = Length(placed.ConvertAll(static point => (point.Along, point.Across)));
        var across = Length(placed.ConvertAll(static point => (point.Across, point.Along)));
        var middle = new PlanePoint(hull.Average(static point => point.X), hull.Average(static point => point.Y));
        var edges = EdgePixels * calibration.ToPlatform.ScaleAt(middle);
        var (length, width) = (Math.Max(along, across), Math.Min(along, across));
        var scale = ScaleShare * length;
        return new SeenExtent(
            length,
            width,
            Math.Min(ConvexHull.Area(around), length * width) * 1e-6,
            Math.Sqrt((edges * edges) + (scale * scale)),
            calibration.DistanceMm);
    }

    // Along the first direction, without what is thin in the second one at both ends.
    private static double Length(List<(double Here, double There)> points)
    {
        var from = points.Min(static point => point.Here);
        var to = points.Max(static point => point.Here);
        var count = (int)((to - from) / BinMm) + 1;
        var (least, most) = (new double[count], new double[count]);
        Array.Fill(least, double.PositiveInfinity);
        Array.Fill(most, double.NegativeInfinity);
        foreach (var (here, there) in points)
        {
            var bin = (int)((here - from) / BinMm);
            (least[bin], most[bin]) = (Math.Min(least[bin], there), Math.Max(most[bin], there));
        }

        var broadest = Enumerable.Range(0, count).Max(bin => most[bin] - least[bin]);
        var (first, last) = (0, count - 1);
        while (first < last && !(most[first] - least[first] >= SliverShare * broadest))
        {
            first++;
        }

        while (last > first && !(most[last] - least[last] >= SliverShare * broadest))
        {
            last--;
        }

        return Math.Min(to - from, (last - first + 1) * BinMm);
    }
}
