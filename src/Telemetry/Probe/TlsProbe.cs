using System.Globalization;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using StationAgent.Telemetry.Mqtt;

namespace StationAgent.Telemetry.Probe;

/// <summary>
/// The steps of a TLS link: the device's own certificate, then a handshake that checks the broker's certificate as the agent does.
/// </summary>
internal static class TlsProbe
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>Runs both steps.</summary>
    /// <returns>True when both steps succeeded.</returns>
    public static async Task<bool> RunAsync(
        TelemetryOptions options, Socket socket, TimeProvider time, Action<BrokerFinding> tell, CancellationToken cancellationToken)
    {
        X509Certificate2Collection authorities;
        X509Certificate2? own;
        try
        {
            authorities = LinkFiles.Authorities(options.Tls);
            own = LinkFiles.Own(options.Tls);
        }
        catch (LinkException exception)
        {
            tell(new BrokerFinding(BrokerStep.OwnCertificate, BrokerFault.File, exception.Message));
            return false;
        }

        if (own is not null)
        {
            var problem = BrokerCertificate.OwnProblem(own, options.Tls.CertificateFile!, time.GetUtcNow());
            tell(new BrokerFinding(BrokerStep.OwnCertificate, problem is null ? BrokerFault.None : BrokerFault.OwnCertificate, problem ?? Describe(own))
            {
                ValidUntil = new DateTimeOffset(own.NotAfter),
            });
        }

        var finding = await ShakeHandsAsync(options, socket, authorities, own, time, cancellationToken);
        tell(finding);
        return finding.Fault == BrokerFault.None;
    }

    private static async Task<BrokerFinding> ShakeHandsAsync(
        TelemetryOptions options,
        Socket socket,
        X509Certificate2Collection authorities,
        X509Certificate2? own,
        TimeProvider time,
        CancellationToken cancellationToken)
    {
        string? problem = null;
        DateTimeOffset? until = null;
        var shown = "no certificate";
        var settings = new SslClientAuthenticationOptions
        {
            TargetHost = options.Host,
            EnabledSslProtocols = ClientOptionsBuilder.Protocols,
            CertificateRevocationCheckMode = X509RevocationMode.NoCheck,
            ClientCertificates = own is null ? null : [own],
            RemoteCertificateValidationCallback = (_, certificate, chain, errors) =>
            {
                var broker = certificate as X509Certificate2;
                if (broker is not null)
                {
                    (until, shown) = (new DateTimeOffset(broker.NotAfter), Describe(broker));
                }

                problem = BrokerCertificate.Problem(broker, chain?.ChainPolicy.ExtraStore ?? [], errors, options.Host, authorities, time.GetUtcNow());
                return problem is null;
            },
        };
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        deadline.CancelAfter(Patience);
        try
        {
            var stream = new SslStream(new NetworkStream(socket));
            await using (stream)
            {
                await stream.AuthenticateAsClientAsync(settings, deadline.Token);
                return new BrokerFinding(BrokerStep.Tls, BrokerFault.None, $"{NameOf(stream.SslProtocol)}, {shown}") { ValidUntil = until };
            }
        }
        catch (Exception exception) when (exception is AuthenticationException or IOException)
        {
            return problem is not null
                ? new BrokerFinding(BrokerStep.Tls, BrokerFault.BrokerCertificate, problem) { ValidUntil = until }
                : new BrokerFinding(BrokerStep.Tls, BrokerFault.Handshake, LinkFailureText.OfConnecting(exception, usesTls: true));
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new BrokerFinding(BrokerStep.Tls, BrokerFault.Handshake, $"the handshake has taken longer than {Patience.TotalSeconds:0} s");
        }
    }

    private static string Describe(X509Certificate2 certificate) => string.Create(
        CultureInfo.InvariantCulture, $"certificate {certificate.Subject} is valid until {certificate.NotAfter.ToUniversalTime():yyyy-MM-dd}");

    private static string NameOf(SslProtocols protocol) => protocol == SslProtocols.Tls13 ? "TLS 1.3" : "TLS 1.2";
}
