namespace StationAgent.Telemetry.Outbox;

/// <summary>A mark that has to be written.</summary>
internal readonly record struct PendingMark(long Sequence, MarkKind Kind, string? Reason);
