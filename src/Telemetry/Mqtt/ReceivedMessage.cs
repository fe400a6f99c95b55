namespace StationAgent.Telemetry.Mqtt;

/// <summary>A message to the device.</summary>
/// <param name="Topic">The whole topic.</param>
/// <param name="Payload">Its bytes.</param>
/// <param name="IsRetained">True when the broker had kept it: it may be of any age.</param>
internal readonly record struct ReceivedMessage(string Topic, ReadOnlyMemory<byte> Payload, bool IsRetained);
