using System.Text.Json;
using StationAgent.Failures;
using StationAgent.Scale;
using StationAgent.Vision.Capture;
using StationAgent.Vision.Geometry;

namespace StationAgent.Camera.Calibrating;

/// <summary>Reads and writes the calibration file of a camera.</summary>
internal static class CameraCalibrationFile
{
    private const int MaximumBytes = 1 << 16;
    private const int MaximumSide = 32_768;

    /// <summary>Writes it, so that a power cut leaves the old file or the new one.</summary>
    /// <exception cref="IOException">It cannot be written; the old file is unchanged.</exception>
    /// <exception cref="UnauthorizedAccessException">The user may not write it.</exception>
    public static void Save(string path, CameraCalibrationDocument document) =>
        DurableFile.Write(path, [.. JsonSerializer.SerializeToUtf8Bytes(document, CameraCalibrationJson.Default.CameraCalibrationDocument), (byte)'\n']);

    /// <summary>Reads it.</summary>
    /// <exception cref="CameraCalibrationException">It is missing or damaged.</exception>
    public static CameraCalibration Load(string path)
    {
        var document = Parse(Read(path), path);
        return Problem(document) is { } problem
            ? throw new CameraCalibrationException($"The camera calibration '{path}' cannot be used: {problem}. Calibrate again with 'station-agent camera calibrate'.")
            : new CameraCalibration(
                document.Width,
                document.Height,
                Homography.From(document.Homography)!,
                document.DistanceMm,
                document.TiltDegrees,
                new PixelRegion(document.Region[0], document.Region[1], document.Region[2], document.Region[3]));
    }

    private static byte[] Read(string path)
    {
        try
        {
            using var stream = File.OpenRead(path);
            if (stream.Length > MaximumBytes)
            {
                throw new CameraCalibrationException($"'{path}' has {stream.Length} bytes; the calibration of a camera has less than one kilobyte.");
            }

            var bytes = new byte[stream.Length];
            stream.ReadExactly(bytes);
            return bytes;
        }
        catch (Exception failure) when (failure is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new CameraCalibrationException(
                $"Camera:CalibrationFile '{path}' does not exist: run 'station-agent camera calibrate', or remove the key.", failure);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new CameraCalibrationException($"The camera calibration '{path}' cannot be read: {FailureText.Of(failure)}", failure);
        }
    }

    private static CameraCalibrationDocument Parse(byte[] utf8, string path)
    {
        try
        {
            return JsonSerializer.Deserialize(utf8, CameraCalibrationJson.Default.CameraCalibrationDocument)
                ?? throw new CameraCalibrationException($"'{path}' is not the calibration of a camera: it contains only null.");
        }
        catch (JsonException failure)
        {
            var problem = JsonProblem.Of(utf8, CameraCalibrationJson.Default.CameraCalibrationDocument, failure);
            throw new CameraCalibrationException($"'{path}' is not a complete calibration of a camera: it {problem}. Calibrate again.", failure);
        }
    }

    private static string? Problem(CameraCalibrationDocument document) => document switch
    {
        { Format: not CameraCalibrationDocument.CurrentFormat } =>
            $"format is {document.Format}; this program reads format {CameraCalibrationDocument.CurrentFormat}",
        { Width: < 1 or > MaximumSide } or { Height: < 1 or > MaximumSide } => "width and height are not the size of a picture in pixels",
        { DistanceMm: not (> 0 and < 100_000) } => "distanceMm is not a distance in mm",
        { Region.Count: not 4 } => "region has not four numbers: first column, first row, columns and rows",
        _ when Homography.From(document.Homography) is null => "homography is not an invertible matrix of nine numbers",
        _ => null,
    };
}
