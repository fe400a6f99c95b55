namespace StationAgent.Signals.Patterns;

/// <summary>A message to the person at the station.</summary>
/// <param name="Heading">The state or the outcome.</param>
/// <param name="Detail">The mass, the reason, or what to do; empty for none.</param>
internal sealed record VisitorMessage(string Heading, string Detail = "");
