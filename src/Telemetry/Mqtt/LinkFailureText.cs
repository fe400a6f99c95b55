using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography;
using MQTTnet.Exceptions;
using StationAgent.Failures;
using StationAgent.Telemetry.Mqtt.Channel;

namespace StationAgent.Telemetry.Mqtt;

/// <summary>
/// Says in plain words why a link to the broker failed. The messages of the MQTT library and of .NET describe packets and buffers, not what a person
/// can change, so they are not shown.
/// </summary>
public static class LinkFailureText
{
    /// <summary>What is said of a peer whose bytes are not those of MQTT.</summary>
    internal const string NotMqtt = "the other side does not speak MQTT, or sent a broken packet";

    private const string Closed = "the other side closed the connection";

    /// <summary>The reason, without a full stop at the end.</summary>
    /// <param name="failure">What the library has thrown.</param>
    public static string Of(Exception failure)
    {
        ArgumentNullException.ThrowIfNull(failure);
        return OfChain(failure) is { } reason ? OutsideText.Short(reason) : $"an unforeseen fault of the program ({failure.GetType().Name}); report it with a bundle (doctor --bundle FILE)";
    }

    /// <summary>The reason why no link could be made, without a full stop at the end.</summary>
    /// <param name="failure">What the library has thrown.</param>
    /// <param name="usesTls">True when the link is encrypted.</param>
    public static string OfConnecting(Exception failure, bool usesTls) => Of(failure) switch
    {
        Closed when usesTls => $"{Closed} before it answered: it may not speak TLS, or it refuses this device",
        Closed => $"{Closed} before it answered: it may not speak MQTT, or it expects TLS",
        var reason => reason,
    };

    // The innermost is the cause; those around it say only what was tried. A channel knows the cause itself.
    private static string? OfChain(Exception? failure) => failure switch
    {
        null => null,
        ChannelException known => known.Message,
        _ => OfChain(failure.InnerException) ?? Known(failure),
    };

    private static string? Known(Exception failure) => failure switch
    {
        SocketException socket => OfSocket(socket),
        CryptographicException tls => OfTls(tls.Message),
        AuthenticationException => "the other side does not speak TLS: check the port",
        MqttProtocolViolationException => NotMqtt,
        MqttCommunicationTimedOutException or TimeoutException or OperationCanceledException => "the other side does not answer",
        MqttCommunicationException or IOException or ObjectDisposedException or InvalidOperationException => Closed,
        _ => null,
    };

    private static string OfSocket(SocketException socket) => socket.SocketErrorCode switch
    {
        SocketError.ConnectionReset or SocketError.ConnectionAborted or SocketError.Shutdown => Closed,
        var error => SocketProblem.Of(error),
    };

    // OpenSSL ends its messages with the reason, such as "error:0A000410:SSL routines::ssl/tls alert handshake failure". An alert is what the other side says.
    private static string OfTls(string message)
    {
        var reason = message[(message.LastIndexOf(':') + 1)..].Trim().TrimEnd('.');
        if (!Has("alert"))
        {
            return $"the TLS handshake failed ({reason})";
        }

        return Has("certificate") || Has("unknown ca") ? "the broker requires a certificate of the device, or refuses the one it has"
            : Has("protocol version") ? "the broker speaks no version of TLS that is safe: 1.2 or later is needed"
            : Has("handshake failure") ? "the broker refuses the TLS connection: no encryption suits both sides, or it requires a certificate of the device"
            : $"the broker refuses the TLS connection ({reason})";

        bool Has(string words) => reason.Contains(words, StringComparison.Ordinal);
    }
}
