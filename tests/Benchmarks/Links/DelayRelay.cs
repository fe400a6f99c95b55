using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Threading.Channels;

namespace StationAgent.Benchmarks.Links;

/// <summary>
/// A TCP relay on loopback that makes a link long: what the broker sends arrives a fixed time later, in order. Many pieces are under way at
/// once, so the delay costs no bandwidth.
/// </summary>
internal sealed class DelayRelay : IAsyncDisposable
{
    // Pieces under way; a full relay makes the broker wait.
    private const int MostPieces = 4096;
    private const int PieceLength = 16 * 1024;

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly int _brokerPort;
    private readonly TimeSpan _delay;
    private readonly CancellationTokenSource _ended = new();
    private readonly Task _accepting;

    /// <param name="brokerPort">Port on 127.0.0.1 that connections are carried to.</param>
    /// <param name="delay">How much later the broker's bytes arrive.</param>
    public DelayRelay(int brokerPort, TimeSpan delay)
    {
        (_brokerPort, _delay) = (brokerPort, delay);
        _listener.Start();
        _accepting = AcceptAsync();
    }

    /// <summary>The port on 127.0.0.1 that stands for the broker.</summary>
    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public async ValueTask DisposeAsync()
    {
        await _ended.CancelAsync();
        _listener.Dispose();
        await _accepting;
        _ended.Dispose();
    }

    private async Task AcceptAsync()
    {
        var open = new List<Task>();
        try
        {
            while (true)
            {
                open.Add(CarryAsync(await _listener.AcceptSocketAsync(_ended.Token)));
            }
        }
        catch (Exception exception) when (exception is SocketException or OperationCanceledException or ObjectDisposedException)
        {
            await Task.WhenAll(open);
        }
    }

    private async Task CarryAsync(Socket client)
    {
        using var broker = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        using var _ = client;
        (client.NoDelay, broker.NoDelay) = (true, true);
        var pieces = Channel.CreateBounded<(long Due, byte[] Bytes)>(MostPieces);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(_ended.Token);
        try
        {
            await broker.ConnectAsync(IPAddress.Loopback, _brokerPort, either.Token);
            await await Task.WhenAny(
                ForwardAsync(client, broker, either.Token),
                CollectAsync(broker, pieces.Writer, either.Token),
                DeliverAsync(pieces.Reader, client, either.Token));
        }
        catch (Exception exception) when (exception is SocketException or OperationCanceledException or ObjectDisposedException)
        {
            // One side has gone, and the other follows.
        }

        await either.CancelAsync();
    }

    private static async Task ForwardAsync(Socket client, Socket broker, CancellationToken cancellationToken)
    {
        var buffer = new byte[PieceLength];
        int count;
        while ((count = await client.ReceiveAsync(buffer, cancellationToken)) > 0)
        {
            await SendAsync(broker, buffer.AsMemory(0, count), cancellationToken);
        }
    }

    private async Task CollectAsync(Socket broker, ChannelWriter<(long Due, byte[] Bytes)> pieces, CancellationToken cancellationToken)
    {
        var buffer = new byte[PieceLength];
        int count;
        while ((count = await broker.ReceiveAsync(buffer, cancellationToken)) > 0)
        {
            var due = Stopwatch.GetTimestamp() + (long)(_delay.TotalSeconds * Stopwatch.Frequency);
            await pieces.WriteAsync((due, buffer[..count]), cancellationToken);
        }

        pieces.Complete();
        await Task.Delay(_delay, TimeProvider.System, cancellationToken);
    }

    private static async Task DeliverAsync(ChannelReader<(long Due, byte[] Bytes)> pieces, Socket client, CancellationToken cancellationToken)
    {
        await foreach (var (due, bytes) in pieces.ReadAllAsync(cancellationToken))
        {
            var wait = Stopwatch.GetElapsedTime(Stopwatch.GetTimestamp(), due);
            if (wait > TimeSpan.Zero)
            {
                await Task.Delay(wait, TimeProvider.System, cancellationToken);
            }

            await SendAsync(client, bytes, cancellationToken);
        }
    }

    private static async Task SendAsync(Socket to, ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        for (var sent = 0; sent < bytes.Length;)
        {
            sent += await to.SendAsync(bytes[sent..], cancellationToken);
        }
    }
}
