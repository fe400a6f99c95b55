namespace StationAgent.Vision.Capture.Files;

/// <summary>How a recording is played.</summary>
public sealed record RecordedFrameSourceOptions
{
    /// <summary>Begin again after the last frame. Default true; otherwise the source is lost after the last one.</summary>
    public bool Loop { get; init; } = true;
}
