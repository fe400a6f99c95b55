namespace StationAgent.Contracts.Carbon;

/// <summary>The content of a <c>factors.json</c>. Fields that the program does not know are refused.</summary>
/// <param name="Format">The version of the format: 1.</param>
/// <param name="Factors">The factors; of several versions of one factor, the last one is in force.</param>
internal sealed record FactorsFile(int Format, IReadOnlyList<Factor> Factors);
