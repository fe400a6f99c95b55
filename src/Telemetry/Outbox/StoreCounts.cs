namespace StationAgent.Telemetry.Outbox;

/// <summary>What a store holds, in figures.</summary>
/// <param name="StoreEpoch">Name of the present epoch.</param>
/// <param name="First">The lowest number that is there; 0 in an empty store.</param>
/// <param name="Last">The highest; 0 in an empty store.</param>
/// <param name="Pending">Events that wait for delivery.</param>
/// <param name="Delivered">Delivered events that are kept.</param>
/// <param name="SetAside">Events set aside for a person.</param>
/// <param name="Bytes">Size of the store's files.</param>
public sealed record StoreCounts(
    string StoreEpoch, long First, long Last, long Pending, long Delivered, long SetAside, long Bytes);
