using StationAgent.Vision.Capture;

namespace StationAgent.Camera;

/// <summary>The pictures of one presented piece.</summary>
/// <param name="Reference">The platform before the piece came; null when there was no such picture.</param>
/// <param name="Frames">The piece, oldest first.</param>
internal sealed record PieceFrames(Frame? Reference, IReadOnlyList<Frame> Frames)
{
    /// <summary>The newest picture of a later look that shows the piece; null for none.</summary>
    public Frame? Shown { get; init; }

    /// <summary>The picture of the newest look; null for none.</summary>
    public Frame? Looked { get; init; }
}
