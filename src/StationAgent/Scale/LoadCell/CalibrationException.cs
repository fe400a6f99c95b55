namespace StationAgent.Scale.LoadCell;

/// <summary>A calibration file cannot be used. The message names the file, and the key where one is wrong.</summary>
internal sealed class CalibrationException(string message, Exception? innerException = null) : Exception(message, innerException);
