namespace StationAgent.Vision;

/// <summary>How many frames of the resting platform are kept, and which may serve as a reference.</summary>
public sealed record ReferenceRingOptions
{
    /// <summary>Least time between two kept frames. Default 1 s.</summary>
    public TimeSpan Interval { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Frames older than this against the newest are let go. Default 10 s.</summary>
    public TimeSpan Keep { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How much older than the change a reference must be, because a hand is in view before the load moves. Default 2 s.</summary>
    public TimeSpan LeastAge { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>Larger frames are not kept, so that the ring's memory is bounded. Default 2 MiB.</summary>
    public int MaxFrameBytes { get; init; } = 2 << 20;
}
