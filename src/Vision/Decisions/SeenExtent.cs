namespace StationAgent.Vision.Decisions;

/// <summary>How large a piece is seen, on the plane of the platform: the smallest rectangle around it.</summary>
/// <remarks>What is higher than the platform is seen larger, by distance / (distance − height) at its top.</remarks>
/// <param name="LengthMm">The longer side, in mm.</param>
/// <param name="WidthMm">The shorter side, in mm.</param>
/// <param name="AreaSquareMetres">The area inside its outline without dents, in m².</param>
/// <param name="UncertaintyMm">Half-width of the interval that holds each side of a flat piece with 95 % probability, in mm.</param>
/// <param name="CameraDistanceMm">From the camera to the platform, in mm.</param>
public readonly record struct SeenExtent(double LengthMm, double WidthMm, double AreaSquareMetres, double UncertaintyMm, double CameraDistanceMm);
