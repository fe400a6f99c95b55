using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace StationAgent.Telemetry.Tests.Mqtt.Channel;

/// <summary>A listener that reads each CONNECT and then does what the test says.</summary>
internal sealed class ScriptedBroker : IAsyncDisposable
{
    private readonly TcpListener _listener;
    private readonly Func<NetworkStream, byte[], CancellationToken, Task> _answer;
    private readonly CancellationTokenSource _ending = new();
    private readonly ConcurrentBag<Task> _serving = [];
    private readonly Task _accepting;

    /// <summary>Starts it.</summary>
    /// <param name="answer">Gets the connection and the version in CONNECT (5, or 4 for 3.1.1); the connection is closed when it returns.</param>
    /// <param name="address">Where it listens; null for 127.0.0.1.</param>
    /// <param name="port">The port; 0 for any.</param>
    public ScriptedBroker(Func<NetworkStream, int, CancellationToken, Task> answer, IPAddress? address = null, int port = 0)
        : this((stream, connect, token) => answer(stream, VersionOf(connect), token), address, port)
    {
    }

    private ScriptedBroker(Func<NetworkStream, byte[], CancellationToken, Task> answer, IPAddress? address, int port)
    {
        _answer = answer;
        _listener = new TcpListener(address ?? IPAddress.Loopback, port);
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>The versions of the CONNECT packets, in their order.</summary>
    public ConcurrentQueue<int> Versions { get; } = new();

    /// <summary>The CONNECT packets.</summary>
    public ConcurrentQueue<byte[]> Connects { get; } = new();

    /// <summary>Starts one on 127.0.0.1.</summary>
    /// <param name="answer">Gets the connection and the CONNECT without its fixed header; the connection is closed when it returns.</param>
    public static ScriptedBroker Start(Func<NetworkStream, byte[], CancellationToken, Task> answer) => new(answer, address: null, port: 0);

    /// <summary>Accepts the CONNECT and keeps the connection until the other side closes it.</summary>
    public static async Task AcceptAsync(NetworkStream stream, int version, CancellationToken cancellationToken)
    {
        await stream.WriteAsync(version == 5 ? new byte[] { 0x20, 3, 0, 0, 0 } : [0x20, 2, 0, 0], cancellationToken);
        await stream.CopyToAsync(Stream.Null, cancellationToken);
    }

    /// <summary>Says nothing until the other side closes the connection.</summary>
    public static Task StaySilentAsync(NetworkStream stream, CancellationToken cancellationToken) => stream.CopyToAsync(Stream.Null, cancellationToken);

    public async ValueTask DisposeAsync()
    {
        await _ending.CancelAsync();
        _listener.Dispose();
        await _accepting;
        await Task.WhenAll(_serving).WaitAsync(TimeSpan.FromSeconds(60));
        _ending.Dispose();
    }

    // MQTT 5, section 3.1.2.2: behind the name of the protocol.
    private static int VersionOf(byte[] connect) => connect[6];

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                _serving.Add(ServeAsync(await _listener.AcceptTcpClientAsync(_ending.Token)));
            }
        }
        catch (Exception exception) when (exception is SocketException or OperationCanceledException or InvalidOperationException)
        {
            // The test has ended.
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        try
        {
            using (client)
            {
                var stream = client.GetStream();
                var header = new byte[2];
                await stream.ReadExactlyAsync(header, _ending.Token);
                var (length, last) = (header[1] & 0x7F, header[1]);
                for (var shift = 7; (last & 0x80) != 0; shift += 7)
                {
                    await stream.ReadExactlyAsync(header.AsMemory(1), _ending.Token);
                    last = header[1];
                    length |= (last & 0x7F) << shift;
                }

                var body = new byte[length];
                await stream.ReadExactlyAsync(body, _ending.Token);
                Versions.Enqueue(VersionOf(body));
                Connects.Enqueue(body);
                await _answer(stream, body, _ending.Token);
            }
        }
        catch (Exception exception) when (exception is IOException or OperationCanceledException)
        {
            // The other side or the test has ended.
        }
    }
}
