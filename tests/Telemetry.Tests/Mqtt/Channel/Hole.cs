using System.Net;
using System.Net.Sockets;

namespace StationAgent.Telemetry.Tests.Mqtt.Channel;

/// <summary>A listener whose backlog is full, so that the kernel drops every further SYN.</summary>
internal sealed class Hole : IDisposable
{
    private readonly Socket _listener;
    private readonly List<Socket> _full = [];

    public Hole(IPAddress address, int port)
    {
        _listener = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        _listener.Bind(new IPEndPoint(address, port));
        _listener.Listen(0);
        for (var i = 0; i < 4; i++)
        {
            var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { Blocking = false };
            _full.Add(socket);
            try
            {
                socket.Connect(_listener.LocalEndPoint!);
            }
            catch (SocketException)
            {
                // It is on its way.
            }
        }
    }

    /// <summary>True when this machine has IPv6 on loopback.</summary>
    public static bool HasIPv6
    {
        get
        {
            try
            {
                using var socket = new Socket(AddressFamily.InterNetworkV6, SocketType.Stream, ProtocolType.Tcp);
                socket.Bind(new IPEndPoint(IPAddress.IPv6Loopback, 0));
                return true;
            }
            catch (SocketException)
            {
                return false;
            }
        }
    }

    public int Port => ((IPEndPoint)_listener.LocalEndPoint!).Port;

    public void Dispose()
    {
        _full.ForEach(static one => one.Dispose());
        _listener.Dispose();
    }
}
