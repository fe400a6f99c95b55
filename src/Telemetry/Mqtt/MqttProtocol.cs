namespace StationAgent.Telemetry.Mqtt;

/// <summary>The version of MQTT to speak.</summary>
public enum MqttProtocol
{
    /// <summary>
    /// MQTT 5, or 3.1.1 when the broker says that it does not speak 5, or leaves 5 unanswered although it answers 3.1.1. MQTT 5 is tried first at every
    /// connect.
    /// </summary>
    Auto = 0,

    /// <summary>MQTT 5 only.</summary>
    V5 = 5,

    /// <summary>MQTT 3.1.1 only, over which a broker cannot report that it refuses an event.</summary>
    V311 = 4,
}
