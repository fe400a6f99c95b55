namespace StationAgent.Vision.Capture.V4l2;

/// <summary>A size that a camera offers in some format.</summary>
/// <param name="Width">Columns.</param>
/// <param name="Height">Rows.</param>
/// <param name="MaximumRate">The most frames a second; null when the driver does not say.</param>
public readonly record struct VideoSize(int Width, int Height, double? MaximumRate);
