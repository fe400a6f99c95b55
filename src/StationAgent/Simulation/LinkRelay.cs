using System.Net;
using System.Net.Sockets;

namespace StationAgent.Simulation;

/// <summary>
/// A TCP relay on loopback between the agent and its broker that can be cut and joined again. To the agent a cut relay looks like a broker that is
/// gone: open connections end, new ones are refused.
/// </summary>
internal sealed class LinkRelay : IAsyncDisposable
{
    private readonly string _brokerHost;
    private readonly int _brokerPort;
    private readonly Lock _gate = new();
    private readonly List<Socket> _sockets = [];
    private Socket? _listener;
    private Task _accepting = Task.CompletedTask;

    public LinkRelay(string brokerHost, int brokerPort)
    {
        _brokerHost = brokerHost;
        _brokerPort = brokerPort;
        Port = LoopbackPort.FindFree();
        Join();
    }

    /// <summary>The TCP port on 127.0.0.1 that stands for the broker.</summary>
    public int Port { get; }

    /// <summary>True while the broker can be reached.</summary>
    public bool IsJoined => _listener is not null;

    /// <summary>Lets the agent reach the broker.</summary>
    public void Join()
    {
        if (_listener is not null)
        {
            return;
        }

        var listener = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        listener.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.ReuseAddress, optionValue: true);
        listener.Bind(new IPEndPoint(IPAddress.Loopback, Port));
        listener.Listen();
        _listener = listener;
        _accepting = AcceptAsync(listener);
    }

    /// <summary>Makes the broker unreachable.</summary>
    public void Cut()
    {
        _listener?.Dispose();
        _listener = null;
        Socket[] open;
        lock (_gate)
        {
            open = [.. _sockets];
            _sockets.Clear();
        }

        foreach (var socket in open)
        {
            socket.Dispose();
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        Cut();
        await _accepting;
    }

    private static async Task PumpAsync(Socket from, Socket to)
    {
        var buffer = new byte[16 * 1024];
        try
        {
            int read;
            while ((read = await from.ReceiveAsync(buffer.AsMemory(), SocketFlags.None)) > 0)
            {
                for (var sent = 0; sent < read;)
                {
                    sent += await to.SendAsync(buffer.AsMemory(sent, read - sent), SocketFlags.None);
                }
            }
        }
        catch (Exception cut) when (cut is SocketException or ObjectDisposedException)
        {
            // Either side, or Cut, ended the connection; the other side is closed below.
        }
        finally
        {
            from.Dispose();
            to.Dispose();
        }
    }

    private async Task AcceptAsync(Socket listener)
    {
        while (true)
        {
            try
            {
                var agent = await listener.AcceptAsync();
                _ = ConnectAsync(agent);
            }
            catch (Exception cut) when (cut is SocketException or ObjectDisposedException)
            {
                return;
            }
        }
    }

    private async Task ConnectAsync(Socket agent)
    {
        var broker = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        agent.NoDelay = true;
        broker.NoDelay = true;
        lock (_gate)
        {
            _sockets.Add(agent);
            _sockets.Add(broker);
        }

        try
        {
            await broker.ConnectAsync(_brokerHost, _brokerPort);
        }
        catch (Exception refused) when (refused is SocketException or ObjectDisposedException)
        {
            agent.Dispose();
            broker.Dispose();
            return;
        }

        await Task.WhenAll(PumpAsync(agent, broker), PumpAsync(broker, agent));
        lock (_gate)
        {
            _sockets.Remove(agent);
            _sockets.Remove(broker);
        }
    }
}
