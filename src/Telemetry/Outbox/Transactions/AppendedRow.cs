namespace StationAgent.Telemetry.Outbox.Transactions;

/// <summary>A row that a transaction has inserted; its seal shows whether a row found later is the same one.</summary>
internal readonly record struct AppendedRow(EventId Id, long Seal);
