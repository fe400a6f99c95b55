using System.Text.Json.Serialization;

namespace StationAgent.Camera.Calibrating;

/// <summary>The calibration of a camera as its file contains it.</summary>
internal sealed record CameraCalibrationDocument
{
    /// <summary>The layout of the file that this program writes and reads.</summary>
    public const int CurrentFormat = 1;

    /// <summary>Layout of the file.</summary>
    public required int Format { get; init; }

    /// <summary>When it was measured, UTC by the device's clock.</summary>
    public required DateTimeOffset Date { get; init; }

    /// <summary>Columns of the pictures.</summary>
    public required int Width { get; init; }

    /// <summary>Rows of the pictures.</summary>
    public required int Height { get; init; }

    /// <summary>The sheet's longer and shorter side, in mm.</summary>
    public required IReadOnlyList<double> SheetMm { get; init; }

    /// <summary>Maps pixels to mm on the platform: nine numbers, row by row.</summary>
    public required IReadOnlyList<double> Homography { get; init; }

    /// <summary>Where the mapping is trusted: first column, first row, columns and rows, in pixels.</summary>
    public required IReadOnlyList<double> Region { get; init; }

    /// <summary>From the camera to the platform, estimated, in mm.</summary>
    public required double DistanceMm { get; init; }

    /// <summary>Angle between the optical axis and the platform's vertical.</summary>
    public required double TiltDegrees { get; init; }

    /// <summary>How far the sheet's edges were from straight lines, root mean square, in pixels.</summary>
    public required double ResidualPixels { get; init; }
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    WriteIndented = true,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    RespectNullableAnnotations = true)]
[JsonSerializable(typeof(CameraCalibrationDocument))]
internal sealed partial class CameraCalibrationJson : JsonSerializerContext;
