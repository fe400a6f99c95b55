using StationAgent.Vision.Capture;

namespace StationAgent.Camera;

/// <summary>The pictures of one presented piece.</summary>
/// <param name="Reference">The platform before the piece came; null when there was no such picture.</param>
/// <param name="Frames">The piece, oldest first.</param>
internal sealed record PieceFrames(Frame? Reference, IReadOnlyList<Frame> Frames);
