namespace StationAgent.Telemetry.Outbox.Identity;

/// <summary>Shows that another copy of this store has spoken, or that this store is older than what it has said.</summary>
/// <param name="Judged">The epoch in which this store gave numbers when it was judged.</param>
/// <param name="StoreEpoch">The epoch whose numbers may have been given twice.</param>
/// <param name="HighestKnown">The highest number of it that is known outside; null when it is unknown.</param>
/// <param name="CommonUpTo">Up to this number both copies hold the same events; null when it is unknown.</param>
/// <param name="Starts">The starts that the other copy names for the epoch; null when it says nothing of its numbers.</param>
/// <param name="Detail">What was seen, for a person, in one sentence.</param>
internal sealed record StoreEvidence(
    string Judged, string StoreEpoch, long? HighestKnown, long? CommonUpTo, IReadOnlyList<NumberStart>? Starts, string Detail);
