namespace StationAgent.Vision.Geometry;

/// <summary>What maps the pictures of a camera to mm on the platform. Valid as long as the camera is not moved.</summary>
/// <param name="Width">Columns of the pictures.</param>
/// <param name="Height">Rows of the pictures.</param>
/// <param name="ToPlatform">Maps pixels to mm on the platform; the origin is the centre of the sheet.</param>
/// <param name="DistanceMm">From the camera to the platform along the optical axis, in mm, estimated from the perspective of the sheet.</param>
/// <param name="TiltDegrees">Angle between the optical axis and the platform's vertical, 0–90.</param>
/// <param name="Region">Where in the picture the mapping is trusted, in pixels.</param>
public sealed record CameraCalibration(
    int Width, int Height, Homography ToPlatform, double DistanceMm, double TiltDegrees, PixelRegion Region)
{
    // Two pictures of the same aspect may differ by the rounding of a side.
    private const double AspectSlack = 0.01;

    /// <summary>The calibration for pictures of another size that show the same view.</summary>
    /// <param name="width">Their columns.</param>
    /// <param name="height">Their rows.</param>
    /// <returns>Null when their sides have another ratio, so that the view is another one.</returns>
    public CameraCalibration? For(int width, int height)
    {
        if ((width, height) == (Width, Height))
        {
            return this;
        }

        var (across, down) = (Width / (double)width, Height / (double)height);
        return Math.Abs(Math.Log(across / down)) > AspectSlack
            ? null
            : this with { Width = width, Height = height, ToPlatform = ToPlatform.After(across, down), Region = Region.Over(across, down) };
    }
}
