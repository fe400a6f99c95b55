namespace StationAgent.Telemetry.Outbox;

/// <summary>A range of sequence numbers that will not be delivered.</summary>
/// <param name="Cause">Why.</param>
/// <param name="StoreEpoch">The epoch that the numbers belong to; null when it is unknown.</param>
/// <param name="From">The first number that may be missing; null when it is unknown.</param>
/// <param name="To">The last number that may be missing; null when it is unknown.</param>
/// <param name="Detail">What happened, for a person, in one sentence.</param>
public sealed record StoreGap(GapCause Cause, string? StoreEpoch, long? From, long? To, string Detail);
