namespace StationAgent.Telemetry.Probe;

/// <summary>The steps on the way to a broker, in their order.</summary>
public enum BrokerStep
{
    /// <summary>Its name becomes an address.</summary>
    Name,

    /// <summary>Something listens at its port.</summary>
    Port,

    /// <summary>The device's own certificate and key can be used.</summary>
    OwnCertificate,

    /// <summary>A TLS handshake, with the broker's certificate judged.</summary>
    Tls,

    /// <summary>The broker answers CONNECT.</summary>
    Connect,

    /// <summary>The broker takes a message.</summary>
    Publish,
}
