namespace StationAgent.Contracts.Carbon;

/// <summary>What a carbon figure is computed from, as published.</summary>
/// <param name="Pieces">The number of pieces; 1 today.</param>
/// <param name="Grams">The mass that counts, in g, to a tenth; never more than the mass of the event.</param>
/// <param name="GramsUncertainty">Half-width, in g, of the interval that holds the true mass with 95 % probability.</param>
internal sealed record CarbonBasis(int Pieces, double Grams, double GramsUncertainty);
