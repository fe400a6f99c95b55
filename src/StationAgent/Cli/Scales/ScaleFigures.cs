using StationAgent.Scale;
using StationAgent.Weighing;

namespace StationAgent.Cli.Scales;

/// <summary>The state of a scale after a sample.</summary>
/// <param name="At">When, counted from the first sample.</param>
/// <param name="Gross">The reading over the scale's own zero.</param>
/// <param name="Net">The load over the zero that is followed: smoothed at rest, raw while it moves.</param>
/// <param name="Status">What the scale says about the sample.</param>
/// <param name="IsStable">True when the load rests.</param>
/// <param name="Noise">Standard deviation of single samples, from two seconds of rest, in grams; null until it has rested for three.</param>
/// <param name="Rate">Samples a second over the last moments; 0 until there are two.</param>
/// <param name="Samples">Samples so far.</param>
/// <param name="Unusable">Those of them that are not a number, are out of range, or are not later than the one before, and lines that were not used.</param>
/// <param name="Dropped">The lines that were not used; null for none.</param>
internal readonly record struct ScaleFigures(
    TimeSpan At, Grams Gross, Grams Net, SampleStatus Status, bool IsStable, double? Noise, double Rate, long Samples, long Unusable, DroppedLines? Dropped = null);
