namespace StationAgent.Telemetry.Outbox;

/// <summary>The counts of a store.</summary>
/// <param name="StoreEpoch">The name of the present epoch.</param>
/// <param name="First">The lowest number in the store; 0 in an empty store.</param>
/// <param name="Last">The highest number in the store; 0 in an empty store.</param>
/// <param name="Pending">Events that wait for delivery.</param>
/// <param name="Delivered">Delivered events that are kept.</param>
/// <param name="SetAside">Events set aside for a person.</param>
/// <param name="Bytes">The size of the store's files in bytes.</param>
public sealed record StoreCounts(
    string StoreEpoch, long First, long Last, long Pending, long Delivered, long SetAside, long Bytes);
