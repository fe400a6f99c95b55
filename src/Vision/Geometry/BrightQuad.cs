namespace StationAgent.Vision.Geometry;

/// <summary>A bright area with four corners.</summary>
/// <param name="Corners">Clockwise, in pixels.</param>
/// <param name="Area">Of the bright pixels.</param>
/// <param name="Fit">How well the four corners describe it: the product of the filled shares of its hull, 0–1.</param>
/// <param name="IsCutOff">It reaches the edge of the picture.</param>
internal sealed record BrightQuad(IReadOnlyList<PlanePoint> Corners, double Area, double Fit, bool IsCutOff)
{
    private double Left => Corners.Min(static corner => corner.X);

    private double Top => Corners.Min(static corner => corner.Y);

    private double Right => Corners.Max(static corner => corner.X);

    private double Bottom => Corners.Max(static corner => corner.Y);

    /// <summary>The same at another scale.</summary>
    public BrightQuad Times(double factor) =>
        this with { Corners = [.. Corners.Select(corner => new PlanePoint(corner.X * factor, corner.Y * factor))], Area = Area * factor * factor };

    /// <summary>The area that the boxes around both share, as a share of the smaller box.</summary>
    public double Overlap(BrightQuad other)
    {
        var shared = Math.Max(Math.Min(Right, other.Right) - Math.Max(Left, other.Left), 0)
            * Math.Max(Math.Min(Bottom, other.Bottom) - Math.Max(Top, other.Top), 0);
        return shared / Math.Min((Right - Left) * (Bottom - Top), (other.Right - other.Left) * (other.Bottom - other.Top));
    }
}
