namespace StationAgent.Telemetry.Outbox;

/// <summary>A row that can no longer be read as it was written.</summary>
/// <param name="Id">The id of the row; its number will not be delivered.</param>
/// <param name="Detail">What was found, for a person.</param>
public sealed record DamagedRow(EventId Id, string Detail);
