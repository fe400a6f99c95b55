using System.Net.Sockets;

namespace StationAgent.Failures;

/// <summary>Says in plain words why a connection over the network failed, without a full stop at the end.</summary>
internal static class SocketProblem
{
    /// <summary>Explains an error of a socket or of a look-up of a name. "It" is the other side.</summary>
    public static string Of(SocketError error) => error switch
    {
        SocketError.ConnectionRefused => "connection refused: nothing listens at this address and port",
        SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain => "its name is unknown: check the name, and the name servers",
        SocketError.HostUnreachable or SocketError.HostDown => "it cannot be reached: check that it is switched on and in the same network",
        SocketError.NetworkUnreachable or SocketError.NetworkDown or SocketError.AddressNotAvailable => "there is no network to it: check cable, Wi-Fi and address",
        SocketError.AddressFamilyNotSupported => "this machine has no network of this kind (IPv6 or IPv4 is switched off)",
        SocketError.TimedOut => "it does not answer",
        SocketError.ConnectionReset or SocketError.ConnectionAborted or SocketError.Shutdown or SocketError.Disconnecting => "it closed the connection",
        SocketError.AccessDenied => "the system does not allow the connection",
        SocketError.TooManyOpenSockets or SocketError.NoBufferSpaceAvailable => "this machine has no connection left",
        _ => $"the network failed (error {(int)error})",
    };
}
