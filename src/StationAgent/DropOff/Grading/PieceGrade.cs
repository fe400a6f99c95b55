using System.Collections.Immutable;
using StationAgent.Vision.Decisions;
using StationAgent.Weighing;

namespace StationAgent.DropOff.Grading;

/// <summary>What size, area and mass tell of a piece. It changes no judgement.</summary>
/// <param name="Form">In which form it was brought.</param>
/// <param name="Extent">How large it is seen.</param>
/// <param name="MassPerArea">Its mass on the area that it covers, in kg/m².</param>
/// <param name="Sizes">The known sizes that fit, within the uncertainty.</param>
/// <param name="Credit">The mass, limited to what a dry and empty piece weighs; null when no class was recognised for which there is a rule.</param>
internal sealed record PieceGrade(SeenForm Form, SeenExtent Extent, double MassPerArea, ImmutableArray<string> Sizes, Grams? Credit);
