namespace StationAgent.Telemetry.Outbox.Identity;

/// <summary>What the beginning of a new epoch did.</summary>
/// <param name="StoreEpoch">The epoch in which numbers are given now.</param>
/// <param name="Moved">The number of events that were stored again under new ids.</param>
/// <param name="Began">False when the evidence was about an epoch that the store had already left: then nothing was changed.</param>
internal sealed record EpochChange(string StoreEpoch, long Moved, bool Began);
