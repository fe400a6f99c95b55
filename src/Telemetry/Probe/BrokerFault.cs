namespace StationAgent.Telemetry.Probe;

/// <summary>Why a step went wrong, as far as a remedy depends on it.</summary>
public enum BrokerFault
{
    /// <summary>It did not.</summary>
    None = 0,

    /// <summary>The host's name has no address.</summary>
    UnknownName,

    /// <summary>The host is there and nobody listens at the port.</summary>
    NobodyListens,

    /// <summary>No answer from the host.</summary>
    NoAnswer,

    /// <summary>A file of the configuration cannot be used.</summary>
    File,

    /// <summary>The device's own certificate is no good.</summary>
    OwnCertificate,

    /// <summary>The broker's certificate is not to be believed.</summary>
    BrokerCertificate,

    /// <summary>The handshake failed otherwise: what listens may not speak TLS, or refuses the device.</summary>
    Handshake,

    /// <summary>Wrong user or password.</summary>
    Credentials,

    /// <summary>The broker does not let this user or this client id in.</summary>
    NotAuthorised,

    /// <summary>The broker does not take the client id of the probe.</summary>
    ClientId,

    /// <summary>The broker does not speak the version of MQTT that is configured.</summary>
    Version,

    /// <summary>The broker refuses the message.</summary>
    PublishRefused,

    /// <summary>MQTT 3.1.1 has no way to say that a message is refused.</summary>
    CannotTell,

    /// <summary>Anything else; the finding says what.</summary>
    Other,
}
