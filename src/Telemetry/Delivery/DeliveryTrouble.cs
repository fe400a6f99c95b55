namespace StationAgent.Telemetry.Delivery;

/// <summary>Something about delivery that a person has to look at.</summary>
/// <param name="Kind">What kind of thing.</param>
/// <param name="Detail">The same in one sentence, with names.</param>
public sealed record DeliveryTrouble(DeliveryTroubleKind Kind, string Detail);
