namespace StationAgent.Telemetry.Delivery.Commands;

/// <summary>An answer that waits for a link.</summary>
/// <param name="Topic">Its topic suffix under the device's root.</param>
/// <param name="Payload">The message.</param>
internal readonly record struct ReadyAnswer(string Topic, ReadOnlyMemory<byte> Payload);
