using MQTTnet.Formatter;

namespace StationAgent.Telemetry.Mqtt;

/// <summary>One way to say CONNECT.</summary>
/// <param name="Version">The version of MQTT.</param>
/// <param name="Will">The will.</param>
internal readonly record struct ConnectOffer(MqttProtocolVersion Version, ConnectWill Will = ConnectWill.Retained)
{
    /// <summary>MQTT 5.</summary>
    public static ConnectOffer Five => new(MqttProtocolVersion.V500);

    /// <summary>MQTT 3.1.1.</summary>
    public static ConnectOffer Old => new(MqttProtocolVersion.V311);

    /// <summary>The name of the version.</summary>
    public string VersionName => Version == MqttProtocolVersion.V500 ? "5" : "3.1.1";

    /// <summary>What distinguishes the offer from others, for a person.</summary>
    public string Name => Will switch
    {
        ConnectWill.Retained => $"MQTT {VersionName}",
        ConnectWill.Plain => $"MQTT {VersionName} with a will that is not retained",
        _ => $"MQTT {VersionName} without a will",
    };
}
