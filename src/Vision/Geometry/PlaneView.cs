namespace StationAgent.Vision.Geometry;

/// <summary>
/// How a camera sees a plane, as far as a homography tells. The camera is taken to have square pixels and its optical axis in the middle of the picture; then
/// the two axes of the plane, seen through it, must be as long as each other and at right angles (Zhang, A flexible new technique for camera calibration, 2000,
/// section 2.3). Of all usual focal lengths the one is taken with which they are so best.
/// </summary>
/// <param name="Misfit">By how much they are not so: the difference of the lengths and the cosine of the angle, 0 for a plane seen by such a camera.</param>
/// <param name="TiltDegrees">Angle between the optical axis and the plane's vertical, 0–90.</param>
/// <param name="Distance">From the camera to the plane along the optical axis, in the units of the plane.</param>
internal readonly record struct PlaneView(double Misfit, double TiltDegrees, double Distance)
{
    // As shares of the picture's longer side: angles of view from 103° to 20°.
    private const double ShortestFocal = 0.4;
    private const double LongestFocal = 2.8;
    private const int Steps = 80;

    // A camera that looks straight down shows no perspective, and every focal length fits: then an angle of view of 49° is taken.
    private const double UsualFocal = 1.1;
    private const double UsualWeight = 0.001;

    /// <summary>Finds how the plane is seen.</summary>
    /// <param name="toPicture">Maps the plane to the picture.</param>
    /// <param name="width">Columns of the picture.</param>
    /// <param name="height">Rows of the picture.</param>
    public static PlaneView Of(Homography toPicture, double width, double height)
    {
        var best = default(PlaneView);
        var least = double.PositiveInfinity;
        for (var i = 0; i <= Steps; i++)
        {
            var share = ShortestFocal * Math.Pow(LongestFocal / ShortestFocal, i / (double)Steps);
            var view = With(Math.Max(width, height) * share, toPicture.Values, width / 2, height / 2);
            var cost = view.Misfit + (UsualWeight * Math.Abs(Math.Log(share / UsualFocal)));
            (best, least) = cost < least ? (view, cost) : (best, least);
        }

        return best;
    }

    private static PlaneView With(double focal, IReadOnlyList<double> m, double centreX, double centreY)
    {
        var (ax, ay, az) = Ray(m[0], m[3], m[6]);
        var (bx, by, bz) = Ray(m[1], m[4], m[7]);
        var (a, b) = (Math.Sqrt((ax * ax) + (ay * ay) + (az * az)), Math.Sqrt((bx * bx) + (by * by) + (bz * bz)));
        var cosine = ((ax * bx) + (ay * by) + (az * bz)) / (a * b);
        var (nx, ny, nz) = ((ay * bz) - (az * by), (az * bx) - (ax * bz), (ax * by) - (ay * bx));
        var tilt = Math.Acos(Math.Min(Math.Abs(nz) / Math.Sqrt((nx * nx) + (ny * ny) + (nz * nz)), 1));

        // The last column is the plane's origin; its depth is 1 before the axes are scaled to length 1.
        return new PlaneView(Math.Abs(Math.Log(a / b)) + Math.Abs(cosine), tilt * 180 / Math.PI, 1 / Math.Sqrt(a * b));

        (double X, double Y, double Z) Ray(double x, double y, double z) => ((x - (centreX * z)) / focal, (y - (centreY * z)) / focal, z);
    }
}
