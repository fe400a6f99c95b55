namespace StationAgent.Scale.Dialects;

/// <summary>A number with its sign and unit.</summary>
/// <param name="Value">The number, in its unit.</param>
/// <param name="Decimals">How many digits are behind the decimal sign.</param>
/// <param name="GramsPerUnit">How many grams the unit has; null when there is no unit.</param>
internal readonly record struct WeightField(double Value, int Decimals, double? GramsPerUnit);
