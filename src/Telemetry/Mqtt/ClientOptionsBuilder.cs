using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using MQTTnet;
using MQTTnet.Formatter;
using MQTTnet.Protocol;

namespace StationAgent.Telemetry.Mqtt;

/// <summary>Builds the options of the MQTT library, reading secrets and certificates from their files.</summary>
internal static class ClientOptionsBuilder
{
    /// <summary>TLS 1.2 or later.</summary>
    public const SslProtocols Protocols = SslProtocols.Tls12 | SslProtocols.Tls13;

    /// <summary>
    /// The largest packet that the device takes, in bytes: a message to the device of the greatest size that is read (256 KiB) with topic and properties. An MQTT 5
    /// broker drops what is larger; what any other one sends is left out before memory is spent on it.
    /// </summary>
    public const int MaximumIncomingPacket = 320 * 1024;

    /// <summary>Builds the options of the device itself: its client ID, a session that outlives the link, and a will.</summary>
    /// <exception cref="LinkException">A file cannot be read.</exception>
    public static MqttClientOptions Build(
        TelemetryOptions options, MqttProtocolVersion version, byte[] will, TimeProvider time, TlsFindings findings)
    {
        var builder = Common(options, version, time, findings)
            .WithClientId(options.Device)
            .WithWillTopic($"{options.Root}/state/{StatusDocument.Name}")
            .WithWillPayload(will)
            .WithWillQualityOfServiceLevel(MqttQualityOfServiceLevel.AtLeastOnce)
            .WithWillRetain();
        if (version == MqttProtocolVersion.V500)
        {
            builder
                .WithCleanStart(false)
                .WithSessionExpiryInterval((uint)options.SessionExpiry.TotalSeconds)
                .WithWillDelayInterval((uint)options.WillDelay.TotalSeconds);
        }
        else
        {
            builder.WithCleanSession();
        }

        return builder.Build();
    }

    /// <summary>Builds the options of a probe beside the device: the same credentials, another client ID, no session and no will.</summary>
    /// <exception cref="LinkException">A file cannot be read.</exception>
    public static MqttClientOptions BuildGuest(
        TelemetryOptions options, string clientId, MqttProtocolVersion version, TimeProvider time, TlsFindings findings)
    {
        var builder = Common(options, version, time, findings).WithClientId(clientId);
        return (version == MqttProtocolVersion.V500 ? builder.WithCleanStart() : builder.WithCleanSession()).Build();
    }

    private static MqttClientOptionsBuilder Common(TelemetryOptions options, MqttProtocolVersion version, TimeProvider time, TlsFindings findings)
    {
        var builder = new MqttClientOptionsBuilder()
            .WithProtocolVersion(version)
            .WithTcpServer(options.Host, options.EffectivePort)
            .WithKeepAlivePeriod(options.KeepAlive)
            .WithTimeout(options.RequestTimeout)
            .WithTryPrivate(false);
        if (version == MqttProtocolVersion.V500)
        {
            builder.WithMaximumPacketSize(MaximumIncomingPacket);
        }

        if (options.UserName is { Length: > 0 } user)
        {
            builder.WithCredentials(
                user, options.PasswordFile is null ? null : LinkFiles.Read(options.PasswordFile).TrimEnd('\r', '\n'));
        }

        if (options.Tls.Enabled)
        {
            builder.WithTlsOptions(tls => Configure(tls, options, time, findings));
        }

        return builder;
    }

    private static void Configure(MqttClientTlsOptionsBuilder builder, TelemetryOptions options, TimeProvider time, TlsFindings findings)
    {
        var authorities = LinkFiles.Authorities(options.Tls);
        builder
            .UseTls()
            .WithSslProtocols(Protocols)
            .WithTargetHost(options.Host)
            .WithRevocationMode(X509RevocationMode.NoCheck)
            .WithCertificateValidationHandler(args =>
            {
                findings.Broker = BrokerCertificate.Problem(
                    args.Certificate as X509Certificate2, args.Chain.ChainPolicy.ExtraStore, args.SslPolicyErrors, options.Host, authorities, time.GetUtcNow());
                return findings.Broker is null;
            });
        if (LinkFiles.Own(options.Tls) is { } own)
        {
            findings.Own = BrokerCertificate.OwnProblem(own, options.Tls.CertificateFile!, time.GetUtcNow());
            builder.WithClientCertificates([own]);
        }
    }
}
