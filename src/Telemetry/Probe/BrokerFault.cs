namespace StationAgent.Telemetry.Probe;

/// <summary>Why a step failed, as far as the remedy depends on it.</summary>
public enum BrokerFault
{
    /// <summary>The step succeeded.</summary>
    None = 0,

    /// <summary>The host's name has no address.</summary>
    UnknownName,

    /// <summary>The host answers, but nothing listens at the port.</summary>
    NobodyListens,

    /// <summary>The host does not answer.</summary>
    NoAnswer,

    /// <summary>The host answers at one of its addresses, and another swallows packets.</summary>
    SomeAddressesFail,

    /// <summary>A file of the configuration cannot be used.</summary>
    File,

    /// <summary>The device's own certificate cannot be used.</summary>
    OwnCertificate,

    /// <summary>Every user of this machine may read the key of the device's certificate.</summary>
    KeyIsReadable,

    /// <summary>The broker's certificate is not trusted.</summary>
    BrokerCertificate,

    /// <summary>The handshake failed for another reason: the listener may not speak TLS, or refuses the device.</summary>
    Handshake,

    /// <summary>The user name or password is wrong.</summary>
    Credentials,

    /// <summary>The broker does not authorise this user or this client ID.</summary>
    NotAuthorised,

    /// <summary>The broker does not accept the client ID of the probe.</summary>
    ClientId,

    /// <summary>The broker does not speak the version of MQTT that is configured.</summary>
    Version,

    /// <summary>The broker acknowledges nothing, and receipts are off: no event is ever sent.</summary>
    NoAcknowledgements,

    /// <summary>The broker accepts only packets that are smaller than an event.</summary>
    SmallPackets,

    /// <summary>The broker retains no messages.</summary>
    NoRetainedMessages,

    /// <summary>The broker refuses the message.</summary>
    PublishRefused,

    /// <summary>Over MQTT 3.1.1 a broker cannot report that it refuses a message.</summary>
    CannotTell,

    /// <summary>Another fault, which the finding describes.</summary>
    Other,
}
