namespace StationAgent.Hosting.Control;

/// <summary>What the running service answers.</summary>
/// <param name="Ok">True when it will do what was asked.</param>
/// <param name="Detail">The same for a person, in one sentence.</param>
internal sealed record ControlReply(bool Ok, string Detail);
