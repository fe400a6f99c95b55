namespace StationAgent.Hosting.Control;

/// <summary>What the running service answers.</summary>
/// <param name="Ok">True when the request is accepted.</param>
/// <param name="Detail">The answer for a person, in one sentence.</param>
internal sealed record ControlReply(bool Ok, string Detail);
