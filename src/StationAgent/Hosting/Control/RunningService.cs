using System.Net.Sockets;

namespace StationAgent.Hosting.Control;

/// <summary>Finds out whether an agent is running on a data folder.</summary>
internal static class RunningService
{
    /// <summary>Asks on the socket of the folder.</summary>
    /// <param name="directory">The data folder.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public static async Task<ServicePresence> FindAsync(string directory, CancellationToken cancellationToken)
    {
        var path = ControlSocket.PathIn(directory);
        if (ControlSocket.Problem(path) is not null)
        {
            return ServicePresence.Absent;
        }

        try
        {
            using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
            await socket.ConnectAsync(new UnixDomainSocketEndPoint(path), cancellationToken);
            return ServicePresence.Running;
        }
        catch (SocketException failure) when (failure.SocketErrorCode == SocketError.AccessDenied)
        {
            return ServicePresence.Unknown;
        }
        catch (SocketException)
        {
            // No file, or one that a killed agent left behind.
            return ServicePresence.Absent;
        }
    }
}
