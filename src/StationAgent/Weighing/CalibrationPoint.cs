namespace StationAgent.Weighing;

/// <summary>One known mass that rested on the platform, and what was read.</summary>
/// <param name="Known">The mass; 0 for the empty platform.</param>
/// <param name="Reading">Mean of the readings: counts of a load cell, or grams of a scale that delivers grams.</param>
/// <param name="Spread">Standard deviation of the single readings, in the same unit.</param>
internal readonly record struct CalibrationPoint(Grams Known, double Reading, double Spread);
