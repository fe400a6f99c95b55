namespace StationAgent.Telemetry.Mqtt;

/// <summary>A message to the device.</summary>
/// <param name="Topic">The whole topic.</param>
/// <param name="Payload">The bytes.</param>
/// <param name="IsRetained">True when the broker had retained it, so that it may be of any age.</param>
internal readonly record struct ReceivedMessage(string Topic, ReadOnlyMemory<byte> Payload, bool IsRetained);
