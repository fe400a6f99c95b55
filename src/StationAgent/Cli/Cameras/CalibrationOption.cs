using StationAgent.Camera;
using StationAgent.Camera.Calibrating;
using StationAgent.Cli.Output;
using StationAgent.Vision.Geometry;

namespace StationAgent.Cli.Cameras;

/// <summary>The configured calibration of the camera, for commands that need it.</summary>
internal static class CalibrationOption
{
    /// <summary>Loads it.</summary>
    /// <param name="camera">Section <c>Camera</c>.</param>
    /// <returns>Null when none is configured.</returns>
    /// <exception cref="StartException">It cannot be used.</exception>
    public static CameraCalibration? Load(CameraOptions camera)
    {
        try
        {
            return ConfiguredCalibration.Load(camera);
        }
        catch (CameraCalibrationException failure)
        {
            throw Permission.IsDenied(failure.InnerException) ? new StartException(failure.Message, failure.InnerException!) : new StartException(failure.Message);
        }
    }
}
