namespace StationAgent.Contracts.Carbon;

/// <summary>The most that a factor may give.</summary>
/// <param name="GramsPerGram">Grams of CO2 equivalent for each gram of the piece, 0 to 1,000.</param>
internal sealed record FactorCap(decimal GramsPerGram);
