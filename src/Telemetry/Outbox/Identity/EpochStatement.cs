namespace StationAgent.Telemetry.Outbox.Identity;

/// <summary>What a store says of one of its epochs.</summary>
/// <param name="StoreEpoch">The name of the epoch.</param>
/// <param name="Sequence">The highest number of it that may have been sent; null when it is not stated.</param>
/// <param name="Starts">The newest starts of the program in this epoch, in number order.</param>
internal sealed record EpochStatement(string StoreEpoch, long? Sequence, IReadOnlyList<NumberStart> Starts);
