namespace StationAgent.Vision.Capture.Files;

/// <summary>The options of a folder of pictures.</summary>
public sealed record FolderFrameSourceOptions
{
    /// <summary>Frames a second, from <see cref="CaptureLimits.MinimumRate"/> to <see cref="CaptureLimits.MaximumRate"/>. Default 5.</summary>
    public double Rate { get; init; } = 5;

    /// <summary>True to begin again after the last picture, which is the default; otherwise the source is lost after the last one.</summary>
    public bool Loop { get; init; } = true;
}
