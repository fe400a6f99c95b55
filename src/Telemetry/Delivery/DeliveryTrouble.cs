namespace StationAgent.Telemetry.Delivery;

/// <summary>Something about delivery that a person has to look at.</summary>
/// <param name="Kind">The kind of trouble.</param>
/// <param name="Detail">A description in one sentence, with names.</param>
public sealed record DeliveryTrouble(DeliveryTroubleKind Kind, string Detail);
