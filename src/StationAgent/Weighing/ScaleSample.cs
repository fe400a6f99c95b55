namespace StationAgent.Weighing;

/// <summary>One raw reading of the scale, unfiltered.</summary>
/// <param name="At">When it was read, as time since boot.</param>
/// <param name="Gross">The reading over the scale's own zero.</param>
/// <param name="Status">What the scale reports about it.</param>
/// <param name="IsMoving">True when the scale itself says that the load moves.</param>
public readonly record struct ScaleSample(TimeSpan At, Grams Gross, SampleStatus Status = SampleStatus.Ok, bool IsMoving = false);
