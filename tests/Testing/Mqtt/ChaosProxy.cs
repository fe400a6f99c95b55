using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace StationAgent.Testing.Mqtt;

/// <summary>
/// Stands between a client and its broker on loopback, understands MQTT 5 and does harm as told: refuses publishes in the broker's name,
/// swallows acknowledgements, changes the broker's limits, cuts a connection after so many bytes. Rules may be changed at any time.
/// </summary>
public sealed class ChaosProxy : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly int _brokerPort;
    private readonly CancellationTokenSource _ended = new();
    private readonly Task _accepting;
    private readonly ConcurrentDictionary<ChaosConnection, bool> _open = [];

    /// <param name="brokerPort">Port of the broker on 127.0.0.1.</param>
    public ChaosProxy(int brokerPort)
    {
        _brokerPort = brokerPort;
        _listener.Start();
        _accepting = AcceptAsync();
    }

    /// <summary>The port on 127.0.0.1 that stands for the broker.</summary>
    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>
    /// Judges a PUBLISH with QoS 1: a reason code to answer it with, and the broker never sees it; null to pass it on. Null for all.
    /// </summary>
    public Func<MqttPacket, int?>? Refuse { get; set; }

    /// <summary>The text that goes with what <see cref="Refuse"/> answers. Null for none.</summary>
    public string? RefusalText { get; set; }

    /// <summary>Whether a SUBSCRIBE, given by its first topic filter, is refused in the broker's name as not authorised. Null for none.</summary>
    public Func<string, bool>? RefuseSubscription { get; set; }

    /// <summary>Whether a SUBSCRIBE, given by its first topic filter, reaches nobody. Null to pass all on.</summary>
    public Func<string, bool>? SwallowSubscription { get; set; }

    /// <summary>Whether the acknowledgement of a PUBLISH, given by its topic, is swallowed. Null for none.</summary>
    public Func<string, bool>? Swallow { get; set; }

    /// <summary>In place of the broker's, from the next connection on.</summary>
    public ushort? ReceiveMaximum { get; set; }

    /// <summary>In place of the broker's, from the next connection on.</summary>
    public uint? MaximumPacketSize { get; set; }

    /// <summary>The next connection is cut after so many bytes from the client; then the rule is gone.</summary>
    public long? CutAfterFromClient { get; set; }

    /// <summary>The next connection is cut after so many bytes from the broker; then the rule is gone.</summary>
    public long? CutAfterFromBroker { get; set; }

    /// <summary>The most publishes with QoS 1 that were unanswered at once.</summary>
    public int MostInFlight { get; internal set; }

    /// <summary>The longest PUBLISH that a client has sent, in bytes.</summary>
    public int LongestPublish { get; internal set; }

    /// <summary>Connections so far.</summary>
    public int Connections { get; private set; }

    /// <summary>Cuts what is open; new connections are welcome.</summary>
    public void Cut()
    {
        foreach (var connection in _open.Keys)
        {
            connection.Cut();
        }
    }

    /// <summary>Ends what is open with a DISCONNECT in the broker's name; new connections are welcome.</summary>
    public async Task EndAsync(int reason)
    {
        foreach (var connection in _open.Keys)
        {
            await connection.EndAsync(reason);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _ended.CancelAsync();
        _listener.Dispose();
        Cut();
        await _accepting;
        _ended.Dispose();
    }

    private async Task AcceptAsync()
    {
        var running = new List<Task>();
        try
        {
            while (true)
            {
                var client = await _listener.AcceptSocketAsync(_ended.Token);
                Connections++;
                var connection = new ChaosConnection(this, client, CutAfterFromClient, CutAfterFromBroker);
                (CutAfterFromClient, CutAfterFromBroker) = (null, null);
                _open[connection] = true;
                running.RemoveAll(static task => task.IsCompleted);
                running.Add(RunAsync(connection));
            }
        }
        catch (Exception exception) when (exception is SocketException or OperationCanceledException or ObjectDisposedException)
        {
            Cut();
            await Task.WhenAll(running);
        }
    }

    private async Task RunAsync(ChaosConnection connection)
    {
        await connection.RunAsync(_brokerPort);
        _open.TryRemove(connection, out _);
        connection.Dispose();
    }
}
