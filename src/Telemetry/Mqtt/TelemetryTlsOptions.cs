namespace StationAgent.Telemetry.Mqtt;

/// <summary>The link's encryption. The files are read again at every connect, so that they can be replaced while the agent runs.</summary>
public sealed class TelemetryTlsOptions
{
    /// <summary>
    /// True to speak TLS, 1.2 or later, with the host's name checked. There is no fall-back to plain text. Default false.
    /// </summary>
    public bool Enabled { get; set; }

    /// <summary>PEM file with the authorities, one or more, that may have signed the broker's certificate; null for the system's. Default null.</summary>
    public string? CaFile { get; set; }

    /// <summary>PEM file of the device's certificate and of the authorities between it and the one that the broker knows; null for none. Default null.</summary>
    public string? CertificateFile { get; set; }

    /// <summary>PEM file of the certificate's key, without a passphrase; needed with <see cref="CertificateFile"/>. Default null.</summary>
    public string? KeyFile { get; set; }
}
