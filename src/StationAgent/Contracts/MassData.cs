namespace StationAgent.Contracts;

/// <summary>A settled mass.</summary>
/// <param name="Grams">Grams, to a tenth.</param>
/// <param name="Uncertainty">Half-width, in grams, of the interval that holds the true mass with 95 % probability.</param>
internal sealed record MassData(double Grams, double Uncertainty);
