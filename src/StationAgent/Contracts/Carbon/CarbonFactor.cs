namespace StationAgent.Contracts.Carbon;

/// <summary>The emissions that taking a piece avoids: an amount for each piece and an amount for each of its grams.</summary>
/// <param name="Id">Name of the factor; the reader of an event must be able to look it up.</param>
/// <param name="Version">Its version.</param>
/// <param name="GramsPerPiece">Grams of CO2 equivalent for a piece, whatever its mass.</param>
/// <param name="GramsPerGram">Grams of CO2 equivalent for each gram of its mass.</param>
internal sealed record CarbonFactor(string Id, string Version, double GramsPerPiece, double GramsPerGram);
