namespace StationAgent.Telemetry.Outbox.Recovery;

/// <summary>Damage beyond a row that a reader has met.</summary>
/// <param name="StoreEpoch">The epoch of the store at that time: one that has been replaced since is another store.</param>
/// <param name="Detail">What was found.</param>
internal sealed record FileDamage(string StoreEpoch, string Detail);
