namespace StationAgent.Hosting;

/// <summary>Section <c>Mqtt:Tls</c>.</summary>
internal sealed class TlsOptions
{
    /// <summary>True to speak TLS; there is no fall-back to plain text.</summary>
    public bool Enabled { get; set; }

    /// <summary>PEM file of the authority that signed the broker's certificate; null for the system's.</summary>
    public string? CaFile { get; set; }

    /// <summary>PEM file of the device's certificate; null for none.</summary>
    public string? CertificateFile { get; set; }

    /// <summary>PEM file of the certificate's key.</summary>
    public string? KeyFile { get; set; }
}
