namespace StationAgent.Telemetry.Outbox;

/// <summary>Something about the store that a person has to look at.</summary>
/// <param name="Kind">What kind of thing.</param>
/// <param name="Detail">The same in one sentence, with names and numbers.</param>
public sealed record StoreTrouble(StoreTroubleKind Kind, string Detail);
