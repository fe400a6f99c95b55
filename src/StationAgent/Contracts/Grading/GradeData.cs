using StationAgent.Contracts.Carbon;

namespace StationAgent.Contracts.Grading;

/// <summary>Staff have graded an accepted piece. There is at most one grade for each drop-off.</summary>
/// <param name="Grades">The <c>id</c> of the drop-off.</param>
/// <param name="Grade">What they found.</param>
/// <param name="By">How the grade came to the device.</param>
/// <param name="Was">What the station had said.</param>
/// <param name="Carbon">The emissions that the piece avoids as it was graded; null when no figure is made.</param>
/// <param name="GradedAt">When it was graded.</param>
/// <param name="Clock">For correcting the times.</param>
internal sealed record GradeData(string Grades, Grade Grade, GradedBy By, GradedPiece Was, CarbonData? Carbon, DateTimeOffset GradedAt, ClockStamp Clock);
