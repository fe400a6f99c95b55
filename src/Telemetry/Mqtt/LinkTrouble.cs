using System.Net.Sockets;
using MQTTnet.Exceptions;
using StationAgent.Telemetry.Mqtt.Channel;

namespace StationAgent.Telemetry.Mqtt;

/// <summary>Sorts what the MQTT library throws.</summary>
internal static class LinkTrouble
{
    /// <summary>
    /// True for what the library throws when the link fails: its own exceptions, those of sockets and TLS, and cancellation of its inner tokens.
    /// </summary>
    public static bool IsOfLink(Exception exception) =>
        exception is MqttCommunicationException or MQTTnet.Adapter.MqttConnectingFailedException or MqttProtocolViolationException or OperationCanceledException or IOException
            or SocketException or System.Security.Authentication.AuthenticationException or ObjectDisposedException
            or InvalidOperationException or TimeoutException;

    /// <summary>True when the broker itself has ended the connection.</summary>
    /// <param name="exception">What the library gives as the reason; null when the broker has sent DISCONNECT or closed the connection in order.</param>
    public static bool IsByPeer(Exception? exception) => exception switch
    {
        null => true,
        MqttCommunicationTimedOutException or OperationCanceledException => false,
        _ => exception.GetBaseException() switch
        {
            ChannelException => false,
            SocketException socket => socket.SocketErrorCode is SocketError.ConnectionReset or SocketError.ConnectionAborted or SocketError.Shutdown,
            _ => true,
        },
    };
}
