namespace StationAgent.Vision.Decisions;

/// <summary>The measurements of one look at a picture.</summary>
/// <param name="MeanLuma">Mean luma, 0–255.</param>
/// <param name="BrightLuma">The luma that one cell in fifty exceeds, 0–255.</param>
/// <param name="IsPlatformAtRest">True when a tray is empty, or a bin waits for its next piece.</param>
/// <param name="IsStill">True when the picture is like that of the look before: nothing moves in it.</param>
/// <param name="Sharpness">Sharpness as a share of what it was when the view was learnt; null when that is not known.</param>
/// <param name="Match">How well the surroundings agree with the view that was learnt, -1 to 1; null when it cannot be measured.</param>
public readonly record struct CameraLook(
    double MeanLuma, double BrightLuma, bool IsPlatformAtRest, bool IsStill, double? Sharpness, double? Match);
