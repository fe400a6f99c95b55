using System.Net.Sockets;

namespace StationAgent.Hosting.Control;

/// <summary>Finds out whether an agent is running on a data folder.</summary>
internal static class RunningService
{
    /// <summary>True when one answers. False also for a user who may not read the folder: then it cannot be known.</summary>
    /// <param name="directory">The data folder.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public static async Task<bool> IsThereAsync(string directory, CancellationToken cancellationToken)
    {
        var path = ControlSocket.PathIn(directory);
        if (ControlSocket.Problem(path) is not null)
        {
            return false;
        }

        try
        {
            using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
            await socket.ConnectAsync(new UnixDomainSocketEndPoint(path), cancellationToken);
            return true;
        }
        catch (SocketException)
        {
            // No file, or one that a killed agent left behind.
            return false;
        }
    }
}
