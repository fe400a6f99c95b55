namespace StationAgent.Telemetry.Outbox.Identity;

/// <summary>An epoch of this store that may hold events which were never sent.</summary>
/// <param name="StoreEpoch">The name of the epoch.</param>
/// <param name="Last">The last number that this store gave in it.</param>
/// <param name="Starts">The newest starts of the program in this epoch, in number order.</param>
internal sealed record OwnEpoch(string StoreEpoch, long Last, IReadOnlyList<NumberStart> Starts);
