using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using MQTTnet;
using MQTTnet.Formatter;
using MQTTnet.Protocol;

namespace StationAgent.Telemetry.Mqtt;

/// <summary>Turns the options into those of the library, reading secrets and certificates from their files.</summary>
internal static class LinkOptions
{
    /// <exception cref="LinkException">A file cannot be read.</exception>
    public static MqttClientOptions Build(
        TelemetryOptions options, MqttProtocolVersion version, byte[] will, TimeProvider time, TlsFindings findings)
    {
        var builder = new MqttClientOptionsBuilder()
            .WithClientId(options.Device)
            .WithProtocolVersion(version)
            .WithTcpServer(options.Host, options.EffectivePort)
            .WithKeepAlivePeriod(options.KeepAlive)
            .WithTimeout(options.RequestTimeout)
            .WithTryPrivate(false)
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

        if (options.UserName is { Length: > 0 } user)
        {
            builder.WithCredentials(user, options.PasswordFile is null ? null : Read(options.PasswordFile, File.ReadAllText).TrimEnd('\r', '\n'));
        }

        if (options.Tls.Enabled)
        {
            builder.WithTlsOptions(tls => Configure(tls, options, time, findings));
        }

        return builder.Build();
    }

    private static void Configure(MqttClientTlsOptionsBuilder builder, TelemetryOptions options, TimeProvider time, TlsFindings findings)
    {
        var tls = options.Tls;
        var authorities = new X509Certificate2Collection();
        if (tls.CaFile is not null)
        {
            Read(tls.CaFile, path =>
            {
                authorities.ImportFromPemFile(path);
                return authorities.Count > 0 ? path : throw new CryptographicException("it holds no certificate in PEM form.");
            });
        }

        builder
            .UseTls()
            .WithSslProtocols(SslProtocols.Tls12 | SslProtocols.Tls13)
            .WithTargetHost(options.Host)
            .WithRevocationMode(X509RevocationMode.NoCheck)
            .WithCertificateValidationHandler(args =>
            {
                findings.Broker = BrokerCertificate.Problem(
                    args.Certificate as X509Certificate2, args.Chain.ChainPolicy.ExtraStore, args.SslPolicyErrors, options.Host, authorities, time.GetUtcNow());
                return findings.Broker is null;
            });
        if (tls is { CertificateFile: { } certificate, KeyFile: { } key })
        {
            var own = Read(certificate, path => X509Certificate2.CreateFromPemFile(path, key));
            findings.Own = BrokerCertificate.OwnProblem(own, certificate, time.GetUtcNow());
            builder.WithClientCertificates([own]);
        }
    }

    private static T Read<T>(string path, Func<string, T> read)
    {
        try
        {
            return read(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or CryptographicException)
        {
            throw new LinkException($"'{path}' cannot be used: {exception.Message}", exception);
        }
    }
}
