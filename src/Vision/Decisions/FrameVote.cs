using System.Collections.Immutable;

namespace StationAgent.Vision.Decisions;

/// <summary>The result of one frame.</summary>
/// <param name="Material">Calibrated probabilities in the order of <see cref="Decisions.Material"/>.</param>
/// <param name="Condition">Calibrated probabilities in the order of <see cref="CartonCondition"/>.</param>
/// <param name="IsObjectSeen">The difference from the reference shows an object, so that "empty" cannot be true.</param>
/// <param name="Flaws">Why this frame alone does not carry a decision.</param>
internal sealed record FrameVote(ImmutableArray<double> Material, ImmutableArray<double> Condition, bool IsObjectSeen, ReasonSet Flaws);
