using StationAgent.DropOff;
using StationAgent.Weighing;

namespace StationAgent.Station;

/// <summary>What a station knows when it starts.</summary>
/// <param name="Faults">What counts as failed until its first sign of life.</param>
/// <param name="Owed">What the start has to say about the last drop-off before it; null for nothing.</param>
/// <param name="Zero">The zero of the run before; null for none that can be used.</param>
internal sealed record StationStart(FaultSet Faults, Amendment? Owed, KeptZero? Zero);
