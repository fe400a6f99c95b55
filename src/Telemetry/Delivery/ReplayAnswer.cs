namespace StationAgent.Telemetry.Delivery;

/// <summary>What becomes of a wish for a replay.</summary>
/// <param name="Accepted">True when the events will go again as soon as there is a link.</param>
/// <param name="Detail">The same for a person, in one sentence.</param>
public sealed record ReplayAnswer(bool Accepted, string Detail);
