namespace StationAgent.Simulation;

/// <summary>What was wrong with the arrival of events, independent of their content.</summary>
/// <param name="Redelivered">Deliveries of an event that had arrived before; the consumer removed them by id. QoS 1 allows them.</param>
/// <param name="OutOfOrder">Events of any kind that arrived after one with a higher number.</param>
/// <param name="Orphans">Amendments that refer to a drop-off that had not arrived.</param>
/// <param name="Unreadable">Messages that did not match the contract.</param>
internal readonly record struct ArrivalFlaws(int Redelivered, int OutOfOrder, int Orphans, int Unreadable);
