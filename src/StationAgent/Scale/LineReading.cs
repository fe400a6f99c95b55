using StationAgent.Weighing;

namespace StationAgent.Scale;

/// <summary>A sample without its time.</summary>
/// <param name="Gross">The reading over the scale's own zero; zero when the scale sent only a status.</param>
/// <param name="Status">What the scale reports about it.</param>
/// <param name="Kind">Whether the line says that it is gross, net or a tare.</param>
internal readonly record struct LineReading(Grams Gross, SampleStatus Status, WeightKind Kind = WeightKind.Unknown);
