using StationAgent.Vision.Geometry;

namespace StationAgent.Camera.Calibrating;

/// <summary>The calibration that the configuration names.</summary>
internal static class ConfiguredCalibration
{
    /// <summary>Reads it and compares it with the size of the pictures, where that is configured.</summary>
    /// <param name="camera">Section <c>Camera</c>.</param>
    /// <returns>Null when none is configured.</returns>
    /// <exception cref="CameraCalibrationException">It cannot be used.</exception>
    public static CameraCalibration? Load(CameraOptions camera)
    {
        if (camera.CalibrationFile is not { } path)
        {
            return null;
        }

        var calibration = CameraCalibrationFile.Load(path);
        return camera.Driver.HasSetSize && calibration.For(camera.Width, camera.Height) is null
            ? throw new CameraCalibrationException(
                $"Camera:CalibrationFile '{path}' was measured on pictures of {calibration.Width}x{calibration.Height}, and {camera.Width}x{camera.Height} has another ratio of the sides: "
                + $"set Camera:Width and Camera:Height to {calibration.Width} and {calibration.Height}, or calibrate again.")
            : calibration;
    }
}
