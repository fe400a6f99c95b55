namespace StationAgent.Telemetry.Mqtt;

/// <summary>The content of a PUBACK.</summary>
/// <param name="Code">The reason code, MQTT 5, section 3.4.2.1; always 0 over 3.1.1.</param>
/// <param name="Reason">The broker's text for a person; null for none.</param>
internal readonly record struct PublishReply(int Code, string? Reason);
