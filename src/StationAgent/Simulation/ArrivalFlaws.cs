namespace StationAgent.Simulation;

/// <summary>What was wrong with the arrival of events, apart from what they say.</summary>
/// <param name="Redelivered">Deliveries of an event that had arrived before; the consumer removed them by id. QoS 1 allows them.</param>
/// <param name="OutOfOrder">Events of any kind that arrived behind one with a higher number.</param>
/// <param name="Orphans">Amendments that name no drop-off that had arrived.</param>
/// <param name="Unreadable">Messages that were no event of the contract.</param>
internal readonly record struct ArrivalFlaws(int Redelivered, int OutOfOrder, int Orphans, int Unreadable);
