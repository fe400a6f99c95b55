namespace StationAgent.Telemetry.Outbox.Rows;

/// <summary>An epoch reaches from its first number to the next epoch's.</summary>
internal readonly record struct EpochStart(long First, string Name);
