using System.Collections.Immutable;

namespace StationAgent.Vision.Decisions;

/// <summary>The result of one frame.</summary>
/// <param name="Probabilities">Calibrated probability of each class, in the order of the tree.</param>
/// <param name="Flaws">Why this frame alone does not carry a decision.</param>
internal sealed record FrameVote(ImmutableArray<double> Probabilities, ReasonSet Flaws);
