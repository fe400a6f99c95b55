namespace StationAgent.Vision.Capture.Streams;

/// <summary>What is taken from a stream of JPEG files.</summary>
/// <param name="Rate">Frames a second at most; more are dropped evenly and without being copied.</param>
/// <param name="MaxBytes">The longest frame in bytes; a longer one is skipped.</param>
internal sealed record StreamFramesOptions(double Rate, int MaxBytes);
