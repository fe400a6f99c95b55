namespace StationAgent.Weighing;

/// <summary>The zero of a scale at rest, and the load that rests on it.</summary>
/// <param name="Zero">The zero over the scale's own.</param>
/// <param name="Load">The load as it was reported; zero for an empty platform.</param>
internal readonly record struct TrackedZero(Grams Zero, Grams Load);
