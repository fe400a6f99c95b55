namespace StationAgent.Telemetry.Delivery;

/// <summary>The answer to a replay request.</summary>
/// <param name="Accepted">True when the events will be sent again as soon as there is a link.</param>
/// <param name="Detail">An explanation for a person, in one sentence.</param>
public sealed record ReplayAnswer(bool Accepted, string Detail);
