namespace StationAgent.Vision.Geometry;

/// <summary>Makes a calibration from sheets that were found.</summary>
public static class SheetPlane
{
    // Corners of one sheet in several pictures, in pixels.
    private const double MostMovement = 2;

    /// <summary>A sheet's corners on the platform, in mm around its centre, clockwise from the left end of an upper long side.</summary>
    internal static IReadOnlyList<PlanePoint> Corners(SheetSize size)
    {
        var (x, y) = (size.LengthMm / 2, size.WidthMm / 2);
        return [new(-x, -y), new(x, -y), new(x, y), new(-x, y)];
    }

    /// <summary>The calibration by the mean of what several pictures show of one sheet.</summary>
    /// <param name="sheets">What was found, without problems, in pictures of one size; at least one.</param>
    /// <param name="size">The size of the sheet.</param>
    /// <returns>Null when the sheet or the camera moved from picture to picture.</returns>
    /// <exception cref="ArgumentException">There is no sheet, or one has a problem.</exception>
    public static CameraCalibration? Calibrate(IReadOnlyList<FoundSheet> sheets, SheetSize size)
    {
        ArgumentNullException.ThrowIfNull(sheets);
        if (sheets.Count == 0 || sheets.Any(static sheet => sheet.Problem != SheetProblem.None))
        {
            throw new ArgumentException("A calibration needs sheets without problems.", nameof(sheets));
        }

        var (width, height) = (sheets[0].Width, sheets[0].Height);
        var first = sheets[0].Corners;
        var mean = new PlanePoint[4];
        for (var corner = 0; corner < 4; corner++)
        {
            // The same corner may be the first or the third: a sheet looks the same after half a turn.
            var same = sheets.Select(sheet => sheet.Corners.MinBy(one => one.DistanceTo(first[corner]))).ToList();
            mean[corner] = new PlanePoint(same.Average(static one => one.X), same.Average(static one => one.Y));
            if (sheets.Any(sheet => (sheet.Width, sheet.Height) != (width, height)) || same.Exists(one => one.DistanceTo(mean[corner]) > MostMovement))
            {
                return null;
            }
        }

        // The side that goes to the right in the picture is the positive direction.
        IReadOnlyList<PlanePoint> corners = mean[1].X - mean[0].X + mean[1].Y - mean[0].Y >= 0 ? mean : [mean[2], mean[3], mean[0], mean[1]];
        var view = PlaneView.Of(Homography.Of(Corners(size), corners)!, width, height);
        return new CameraCalibration(width, height, Homography.Of(corners, Corners(size))!, view.Distance, view.TiltDegrees, Trusted(corners, width, height));
    }

    // As far beyond the sheet as the sheet is large: farther out the errors of its corners grow too much.
    private static PixelRegion Trusted(IReadOnlyList<PlanePoint> corners, int width, int height)
    {
        var (left, right) = (corners.Min(static corner => corner.X), corners.Max(static corner => corner.X));
        var (top, bottom) = (corners.Min(static corner => corner.Y), corners.Max(static corner => corner.Y));
        var reach = Math.Max(right - left, bottom - top);
        var (from, to) = (new PlanePoint(Math.Max(left - reach, 0), Math.Max(top - reach, 0)), new PlanePoint(Math.Min(right + reach, width), Math.Min(bottom + reach, height)));
        return new PixelRegion(from.X, from.Y, to.X - from.X, to.Y - from.Y);
    }
}
