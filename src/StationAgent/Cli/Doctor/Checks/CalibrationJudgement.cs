using System.Globalization;
using StationAgent.Vision.Geometry;

namespace StationAgent.Cli.Doctor.Checks;

/// <summary>Judges the calibration of the camera. Pure.</summary>
internal static class CalibrationJudgement
{
    /// <summary>What a person can do about a calibration that cannot be used.</summary>
    public const string Remedy = "Run station-agent camera calibrate with a sheet on the platform.";

    /// <summary>Compares it with a picture.</summary>
    /// <param name="calibration">The configured one; null for none.</param>
    /// <param name="width">Columns of the picture.</param>
    /// <param name="height">Rows of the picture.</param>
    public static Judgement Of(CameraCalibration? calibration, int width, int height) => calibration switch
    {
        null => Judgement.Good("none: no sizes are measured"),
        _ when calibration.For(width, height) is null => new Judgement(
            CheckState.Failed,
            Text($"measured on pictures of {calibration.Width}x{calibration.Height}; the camera gives {width}x{height}, another ratio of the sides"),
            Remedy),
        _ => Judgement.Good(Text(
            $"{calibration.ToPlatform.ScaleAt(new PlanePoint(calibration.Width / 2.0, calibration.Height / 2.0)):0.00} mm a pixel in the middle of {calibration.Width}x{calibration.Height}, tilt {calibration.TiltDegrees:0}°")),
    };

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
