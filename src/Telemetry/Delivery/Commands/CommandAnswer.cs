namespace StationAgent.Telemetry.Delivery.Commands;

/// <summary>The answer to a command.</summary>
/// <param name="Payload">What is published.</param>
/// <param name="Problem">What is wrong with the command, for the log, as the end of a sentence; null when nothing is.</param>
public sealed record CommandAnswer(ReadOnlyMemory<byte> Payload, string? Problem = null);
