using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;

namespace StationAgent.Telemetry.Mqtt.Channel;

/// <summary>The encryption of one connection: what the device trusts and shows, and what was found about the broker's certificate.</summary>
internal sealed class BrokerTls : IDisposable
{
    private readonly string _host;
    private readonly string _broker;
    private readonly TimeProvider _time;
    private readonly X509Certificate2Collection _authorities;

    private BrokerTls(TelemetryOptions options, X509Certificate2Collection authorities, DeviceCertificate? own, TimeProvider time)
    {
        (_host, _broker) = (options.Host, $"{options.Host}:{options.EffectivePort}");
        (_authorities, Own, _time) = (authorities, own, time);
        OwnProblem = own?.Problem(time.GetUtcNow());
    }

    /// <summary>The device's certificate; null for none.</summary>
    public DeviceCertificate? Own { get; }

    /// <summary>Why the broker may refuse the device; null when the device's certificate looks valid.</summary>
    public string? OwnProblem { get; }

    /// <summary>Why the broker's certificate was refused; null when it was accepted or not checked.</summary>
    public string? BrokerProblem { get; private set; }

    /// <summary>What the broker's certificate is, for a person; null when it showed none.</summary>
    public string? Shown { get; private set; }

    /// <summary>When the broker's certificate expires; null when it showed none.</summary>
    public DateTimeOffset? ShownUntil { get; private set; }

    /// <summary>Reads the files, so that a connection uses what they contain now.</summary>
    /// <exception cref="LinkException">A file cannot be used.</exception>
    public static BrokerTls Read(TelemetryOptions options, TimeProvider time) =>
        new(options, PemFiles.Authorities(options.Tls), DeviceCertificate.Read(options.Tls), time);

    /// <summary>Makes the handshake and checks the broker's certificate. TLS 1.2 or later.</summary>
    public async Task<SslStream> AuthenticateAsync(Stream stream, CancellationToken cancellationToken)
    {
        var encrypted = new SslStream(stream);
        try
        {
            await encrypted.AuthenticateAsClientAsync(Options(), cancellationToken);
            return encrypted;
        }
        catch
        {
            await encrypted.DisposeAsync();
            throw;
        }
    }

    /// <summary>Adds what was found about the certificates to the reason why connecting failed.</summary>
    public string Explain(string failure) =>
        BrokerProblem is not null ? $"no TLS with {_broker}: {BrokerProblem}"
        : OwnProblem is not null ? $"{failure}; {OwnProblem}"
        : failure;

    /// <inheritdoc/>
    public void Dispose()
    {
        Own?.Dispose();
        foreach (var authority in _authorities)
        {
            authority.Dispose();
        }
    }

    private SslClientAuthenticationOptions Options() => new()
    {
        TargetHost = _host,
        EnabledSslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13,
        ClientCertificateContext = Own?.Context,

        // A resumed session shows the certificate of an earlier one, even when the file was replaced since.
        AllowTlsResume = false,

        // The verdict is BrokerCertificate's. Without this policy .NET would fetch missing certificates from where the broker's certificate says.
        CertificateChainPolicy = new X509ChainPolicy { RevocationMode = X509RevocationMode.NoCheck, DisableCertificateDownloads = true },
        RemoteCertificateValidationCallback = (_, certificate, chain, errors) =>
        {
            var shown = certificate as X509Certificate2;
            if (shown is not null)
            {
                (Shown, ShownUntil) = (BrokerCertificate.Describe(shown), new DateTimeOffset(shown.NotAfter));
            }

            BrokerProblem = BrokerCertificate.Problem(shown, chain?.ChainPolicy.ExtraStore ?? [], errors, _host, _authorities, _time.GetUtcNow());
            return BrokerProblem is null;
        },
    };
}
