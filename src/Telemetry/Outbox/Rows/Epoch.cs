namespace StationAgent.Telemetry.Outbox.Rows;

/// <summary>The name under which a store gives numbers, from the first number of this epoch to the first of the next one.</summary>
internal readonly record struct Epoch(long First, string Name);
