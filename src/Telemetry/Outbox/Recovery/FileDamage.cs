namespace StationAgent.Telemetry.Outbox.Recovery;

/// <summary>Damage beyond a row that a reader has found.</summary>
/// <param name="StoreEpoch">The epoch of the store at that time, because the store may have been replaced since then.</param>
/// <param name="Detail">What was found.</param>
internal sealed record FileDamage(string StoreEpoch, string Detail);
