using System.CommandLine;

namespace StationAgent.Cli.Cameras;

/// <summary><c>camera calibrate</c>.</summary>
internal static class CameraCommand
{
    public static Command Create() => new("camera", "Calibrate the camera.") { CameraCalibrateCommand.Create() };
}
