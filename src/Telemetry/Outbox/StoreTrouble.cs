namespace StationAgent.Telemetry.Outbox;

/// <summary>Something about the store that a person has to look at.</summary>
/// <param name="Kind">The kind of trouble.</param>
/// <param name="Detail">A description in one sentence, with names and numbers.</param>
public sealed record StoreTrouble(StoreTroubleKind Kind, string Detail);
