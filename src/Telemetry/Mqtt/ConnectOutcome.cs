namespace StationAgent.Telemetry.Mqtt;

/// <summary>What a CONNECT came to.</summary>
internal enum ConnectOutcome
{
    /// <summary>Another failure, such as no connection, a refusal, or a certificate that is not trusted.</summary>
    Failed = 0,

    /// <summary>The broker accepted it.</summary>
    Connected,

    /// <summary>The broker answered that it does not speak this version of MQTT.</summary>
    WrongVersion,

    /// <summary>The broker supports no retained messages, or not this quality of service, which the will asks for.</summary>
    WillNotSupported,

    /// <summary>The broker does not allow something, which may be the topic, the content or the size of the will.</summary>
    NotAllowed,

    /// <summary>The broker closed or reset the connection without an answer, as some do that do not speak this version.</summary>
    Closed,

    /// <summary>The connection was made, and the broker did not answer in time.</summary>
    Silent,
}
