namespace StationAgent.Vision.Capture.Files;

/// <summary>How a folder of pictures is played.</summary>
public sealed record FolderFrameSourceOptions
{
    /// <summary>Frames a second, from <see cref="CaptureLimits.MinimumRate"/> to <see cref="CaptureLimits.MaximumRate"/>. Default 5.</summary>
    public double Rate { get; init; } = 5;

    /// <summary>Begin again after the last picture. Default true; otherwise the source is lost after the last one.</summary>
    public bool Loop { get; init; } = true;
}
