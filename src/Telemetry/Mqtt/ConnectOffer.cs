using MQTTnet.Formatter;

namespace StationAgent.Telemetry.Mqtt;

/// <summary>One way to say CONNECT.</summary>
/// <param name="Version">The version of MQTT.</param>
internal readonly record struct ConnectOffer(MqttProtocolVersion Version)
{
    /// <summary>MQTT 5.</summary>
    public static ConnectOffer Five => new(MqttProtocolVersion.V500);

    /// <summary>MQTT 3.1.1.</summary>
    public static ConnectOffer Old => new(MqttProtocolVersion.V311);

    /// <summary>The name of the version.</summary>
    public string VersionName => Version == MqttProtocolVersion.V500 ? "5" : "3.1.1";
}
