using System.Text.Json.Serialization;

namespace StationAgent.Cli.Cameras;

/// <summary>The result of <c>camera calibrate --json</c>.</summary>
/// <param name="File">The file that was written; null for none.</param>
/// <param name="Width">Columns of the pictures.</param>
/// <param name="Height">Rows of the pictures.</param>
/// <param name="Pictures">The number of pictures.</param>
/// <param name="TiltDegrees">Angle between the optical axis and the platform's vertical.</param>
/// <param name="DistanceMm">From the camera to the platform, estimated, in mm.</param>
/// <param name="MmPerPixel">In the middle of the picture.</param>
/// <param name="MmPerPixelAtCorners">At its corners, clockwise from the top left one.</param>
/// <param name="ResidualPixels">How far the sheet's edges are from straight lines, root mean square.</param>
internal sealed record CalibrationFigures(
    string? File,
    int Width,
    int Height,
    int Pictures,
    double TiltDegrees,
    double DistanceMm,
    double MmPerPixel,
    IReadOnlyList<double> MmPerPixelAtCorners,
    double ResidualPixels);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(CalibrationFigures))]
internal sealed partial class CalibrationFiguresJson : JsonSerializerContext;
