using StationAgent.DropOff;

namespace StationAgent.Simulation.SensorFaults;

/// <summary>A visitor who went away because the station was not ready.</summary>
/// <param name="At">When, time since the start.</param>
/// <param name="Status">What the station showed.</param>
/// <param name="Cause">What the station said about itself; null when it said nothing.</param>
internal sealed record TurnedAwayVisitor(TimeSpan At, StationStatus Status, string? Cause);
