namespace StationAgent.Telemetry.Mqtt;

/// <summary>The version of MQTT to speak.</summary>
public enum MqttProtocol
{
    /// <summary>MQTT 5, or 3.1.1 when the broker answers that it does not speak 5. Tried again at every connect.</summary>
    Auto = 0,

    /// <summary>MQTT 5 only.</summary>
    V5 = 5,

    /// <summary>MQTT 3.1.1 only, over which a broker cannot report that it refuses an event.</summary>
    V311 = 4,
}
