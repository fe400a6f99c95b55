namespace StationAgent.Telemetry.Mqtt;

/// <summary>Which version of MQTT to speak.</summary>
public enum MqttProtocol
{
    /// <summary>5, and 3.1.1 when the broker says that it does not speak 5. Asked anew at every connect.</summary>
    Auto = 0,

    /// <summary>5 only.</summary>
    V5 = 5,

    /// <summary>3.1.1 only. Its brokers cannot say that they refuse an event.</summary>
    V311 = 4,
}
