using System.Net.Sockets;
using StationAgent.Sensors;
using StationAgent.Vision.Capture;

namespace StationAgent.Scale.Lines;

/// <summary>A TCP connection to a terminal or to a serial device server.</summary>
internal sealed class TcpLine : ILine
{
    // A device server on Wi-Fi may take seconds for its first connection; giving up sooner would only begin the same wait again.
    private static readonly TimeSpan ConnectTimeout = SensorSilence.DriverFirstReading;

    private readonly Socket _socket;
    private readonly PolledHandle _polled;

    private TcpLine(Socket socket, PolledHandle polled)
    {
        _socket = socket;
        _polled = polled;
    }

    /// <summary>Connects; blocks for <see cref="SensorSilence.DriverFirstReading"/> at most.</summary>
    /// <param name="host">Name or address.</param>
    /// <param name="port">1–65535.</param>
    /// <param name="cancellationToken">Ends the attempt and the line.</param>
    /// <exception cref="IOException">There is no connection; the message says why.</exception>
    /// <exception cref="OperationCanceledException">The line is to end.</exception>
    public static TcpLine Open(string host, int port, CancellationToken cancellationToken)
    {
        var name = $"tcp://{host}:{port}";
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            Connect(socket, name, host, port, cancellationToken);

            // Detects a device that lost power even when the caller does not watch for silence.
            socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.KeepAlive, optionValue: true);
            socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveTime, 10);
            socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveInterval, 5);
            socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveRetryCount, 3);
            return new TcpLine(socket, new PolledHandle(socket.SafeHandle, name, "closed the connection", cancellationToken));
        }
        catch (SocketException failure)
        {
            socket.Dispose();
            throw new IOException($"{name} cannot be reached: {FailureText.Of(failure)}", failure);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public int Read(Span<byte> buffer, TimeSpan timeout) => _polled.Read(buffer, timeout);

    /// <inheritdoc/>
    public void Write(ReadOnlySpan<byte> bytes) => _polled.Write(bytes);

    /// <inheritdoc/>
    public void Dispose()
    {
        _polled.Dispose();
        _socket.Dispose();
    }

    private static void Connect(Socket socket, string name, string host, int port, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(ConnectTimeout);
        try
        {
            // The line's own thread may wait here. Only the asynchronous form can be cancelled, and it leaves the socket in non-blocking mode.
            socket.ConnectAsync(host, port, limit.Token).AsTask().GetAwaiter().GetResult();
        }
        catch (OperationCanceledException late) when (!cancellationToken.IsCancellationRequested)
        {
            throw new IOException($"{name} did not answer within {ConnectTimeout.TotalSeconds:0.#} s", late);
        }
    }
}
