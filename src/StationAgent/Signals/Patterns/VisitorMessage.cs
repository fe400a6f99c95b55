namespace StationAgent.Signals.Patterns;

/// <summary>What a display tells the person at the station.</summary>
/// <param name="Heading">What holds.</param>
/// <param name="Detail">Why, or what to do; empty for nothing.</param>
internal sealed record VisitorMessage(string Heading, string Detail = "");
