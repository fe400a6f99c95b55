namespace StationAgent.Contracts.Grading;

/// <summary>What the station had said about a piece.</summary>
/// <param name="Class">Path of its class, as <see cref="ItemData.Class"/>; null when there was none.</param>
/// <param name="Disposition">Where it was to go, as text: the event may be of another version of the program.</param>
internal sealed record GradedPiece(string? Class, string Disposition);
