namespace StationAgent.Simulation.SensorFaults;

/// <summary>A visitor who went away because the station was not ready.</summary>
/// <param name="AtSeconds">When, seconds since the start.</param>
/// <param name="Status">What the station showed.</param>
/// <param name="Cause">What the station said about itself; null when it said nothing.</param>
internal sealed record TurnedAwayLine(double AtSeconds, string Status, string? Cause);
