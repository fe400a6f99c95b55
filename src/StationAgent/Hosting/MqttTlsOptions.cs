using StationAgent.Configuration;

namespace StationAgent.Hosting;

/// <summary>The encryption of the link: section <c>Mqtt:Tls</c>.</summary>
internal sealed record MqttTlsOptions
{
    public bool Enabled { get; init; }

    public string? CaFile { get; init; }

    public string? CertificateFile { get; init; }

    public string? KeyFile { get; init; }

    /// <summary>The keys of this section and their rules.</summary>
    public static OptionsSchema<MqttTlsOptions> Schema { get; } = new OptionsSchema<MqttTlsOptions>(new MqttTlsOptions())
        .Flag("Enabled", o => o.Enabled, (o, v) => o with { Enabled = v }, "True to use TLS; the agent never falls back to plain text.")
        .FilePath(
            "CaFile", mustExist: true, o => o.CaFile, (o, v) => o with { CaFile = v },
            "PEM file of the authority that signed the broker's certificate, or of several; without it the system's authorities are trusted.")
        .FilePath(
            "CertificateFile", mustExist: true, o => o.CertificateFile, (o, v) => o with { CertificateFile = v },
            "PEM file of the device's certificate, with the authorities between it and the one that the broker knows; needed when the broker asks for one.")
        .FilePath("KeyFile", mustExist: true, o => o.KeyFile, (o, v) => o with { KeyFile = v }, "PEM file of the key of the device's certificate.")
        .Rule(Check);

    private static IEnumerable<KeyFault> Check(MqttTlsOptions tls)
    {
        if ((tls.CertificateFile is null) != (tls.KeyFile is null))
        {
            yield return tls.KeyFile is null
                ? new KeyFault("KeyFile", "required: Mqtt:Tls:CertificateFile needs its key")
                : new KeyFault("CertificateFile", "required: Mqtt:Tls:KeyFile needs its certificate");
        }

        if (!tls.Enabled && (tls.CaFile ?? tls.CertificateFile) is not null)
        {
            yield return new KeyFault("Enabled", "must be true when certificates are configured; otherwise they are not used");
        }
    }
}
