namespace StationAgent.Vision.Capture.Files;

/// <summary>The options of a recording.</summary>
public sealed record RecordedFrameSourceOptions
{
    /// <summary>True to begin again after the last frame, which is the default; otherwise the source is lost after the last one.</summary>
    public bool Loop { get; init; } = true;
}
