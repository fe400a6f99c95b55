namespace StationAgent.Telemetry.Outbox.Bookkeeping;

/// <summary>What a <see cref="LedgerLoader"/> has read.</summary>
/// <param name="Figures">The counts.</param>
/// <param name="Pairs">The small values.</param>
/// <param name="Dropped">The number of altered marks and pairs that were dropped.</param>
internal readonly record struct LoadedLedger(LedgerFigures Figures, Dictionary<string, string> Pairs, int Dropped);
