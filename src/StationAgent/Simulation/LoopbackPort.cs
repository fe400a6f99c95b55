using System.Net;
using System.Net.Sockets;

namespace StationAgent.Simulation;

/// <summary>Finds ports on the loopback interface.</summary>
internal static class LoopbackPort
{
    /// <summary>A TCP port of 127.0.0.1 that was free a moment ago.</summary>
    public static int FindFree()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
