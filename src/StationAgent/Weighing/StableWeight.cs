namespace StationAgent.Weighing;

/// <summary>A settled load.</summary>
/// <param name="Mass">Its mass over zero.</param>
/// <param name="Uncertainty">Half-width of the interval that holds the true mass with 95 % probability, not smaller than the scale's resolution.</param>
public readonly record struct StableWeight(Grams Mass, Grams Uncertainty);
