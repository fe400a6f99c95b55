namespace StationAgent.Telemetry.Probe;

/// <summary>The steps of connecting to a broker, in their order.</summary>
public enum BrokerStep
{
    /// <summary>The name of the host is resolved to an address.</summary>
    Name,

    /// <summary>A connection to the port is made.</summary>
    Port,

    /// <summary>The device's own certificate and key can be used.</summary>
    OwnCertificate,

    /// <summary>A TLS handshake is made and the broker's certificate is checked.</summary>
    Tls,

    /// <summary>The broker answers CONNECT.</summary>
    Connect,

    /// <summary>What the broker states about itself suffices.</summary>
    Limits,

    /// <summary>The broker accepts a message.</summary>
    Publish,
}
