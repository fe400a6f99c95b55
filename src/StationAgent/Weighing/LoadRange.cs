namespace StationAgent.Weighing;

/// <summary>The loads between which a load was while it moved, without spikes.</summary>
/// <param name="Lowest">The lowest, over zero.</param>
/// <param name="Highest">The highest, over zero.</param>
public readonly record struct LoadRange(Grams Lowest, Grams Highest);
