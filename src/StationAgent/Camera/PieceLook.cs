using StationAgent.Vision.Capture;

namespace StationAgent.Camera;

/// <summary>One more look at a piece.</summary>
/// <param name="Reference">The platform before the piece came; null when there was no such picture.</param>
/// <param name="Shown">Pictures that show the piece.</param>
/// <param name="Latest">The newest picture.</param>
internal sealed record PieceLook(Frame? Reference, IReadOnlyList<Frame> Shown, Frame Latest);
