using System.Net.Sockets;
using System.Security.Authentication;
using StationAgent.Telemetry.Mqtt;
using StationAgent.Telemetry.Mqtt.Channel;

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
        BrokerTls read;
        try
        {
            read = BrokerTls.Read(options, time);
        }
        catch (LinkException exception)
        {
            tell(new BrokerFinding(BrokerStep.OwnCertificate, BrokerFault.File, exception.Message));
            return false;
        }

        using var tls = read;
        if (tls.Own is { } own)
        {
            var weakness = own.Weakness();
            var problem = weakness ?? tls.OwnProblem;
            tell(new BrokerFinding(BrokerStep.OwnCertificate, problem is null ? BrokerFault.None : BrokerFault.OwnCertificate, problem ?? BrokerCertificate.Describe(own.Leaf))
            {
                ValidUntil = new DateTimeOffset(own.Leaf.NotAfter),
            });
            if (IsReadableByOthers(options.Tls.KeyFile!))
            {
                tell(new BrokerFinding(BrokerStep.OwnCertificate, BrokerFault.KeyIsReadable, $"every user of this machine may read the key '{options.Tls.KeyFile}'"));
            }

            if (weakness is not null)
            {
                return false;
            }
        }

        var finding = await ShakeHandsAsync(tls, socket, time, cancellationToken);
        tell(finding);
        return finding.Fault == BrokerFault.None;
    }

    private static async Task<BrokerFinding> ShakeHandsAsync(BrokerTls tls, Socket socket, TimeProvider time, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(Patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            await using var stream = await tls.AuthenticateAsync(new NetworkStream(socket), either.Token);
            return new BrokerFinding(BrokerStep.Tls, BrokerFault.None, $"{(stream.SslProtocol == SslProtocols.Tls13 ? "TLS 1.3" : "TLS 1.2")}, {tls.Shown}")
            {
                ValidUntil = tls.ShownUntil,
            };
        }
        catch (Exception exception) when (exception is AuthenticationException or IOException)
        {
            return tls.BrokerProblem is { } problem
                ? new BrokerFinding(BrokerStep.Tls, BrokerFault.BrokerCertificate, problem) { ValidUntil = tls.ShownUntil }
                : new BrokerFinding(BrokerStep.Tls, BrokerFault.Handshake, LinkFailureText.OfConnecting(exception, usesTls: true));
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new BrokerFinding(BrokerStep.Tls, BrokerFault.Handshake, $"the handshake has taken longer than {Patience.TotalSeconds:0} s");
        }
    }

    private static bool IsReadableByOthers(string path)
    {
        try
        {
            return !OperatingSystem.IsWindows() && File.GetUnixFileMode(path).HasFlag(UnixFileMode.OtherRead);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // It was replaced meanwhile.
            return false;
        }
    }
}
