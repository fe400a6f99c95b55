namespace StationAgent.Weighing;

/// <summary>A sample with spikes removed.</summary>
/// <param name="At">When it was read, as time since boot.</param>
/// <param name="Value">The reading in grams, or the median where it was a spike.</param>
/// <param name="Median">Median of the five readings around it, in grams.</param>
internal readonly record struct CleanSample(TimeSpan At, double Value, double Median);
