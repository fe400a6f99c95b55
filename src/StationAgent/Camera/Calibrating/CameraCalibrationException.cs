namespace StationAgent.Camera.Calibrating;

/// <summary>The calibration file of a camera cannot be used. The message names the file and says what would be right.</summary>
internal sealed class CameraCalibrationException(string message, Exception? innerException = null) : Exception(message, innerException);
