namespace StationAgent.Telemetry.Mqtt;

/// <summary>A PUBACK.</summary>
/// <param name="Code">Reason code, MQTT 5, section 3.4.2.1; always 0 over 3.1.1.</param>
/// <param name="Reason">What the broker adds for a person; null for nothing.</param>
internal readonly record struct PublishReply(int Code, string? Reason);
