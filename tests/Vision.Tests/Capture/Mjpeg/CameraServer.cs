using System.Net;
using System.Net.Sockets;
using System.Text;

namespace StationAgent.Vision.Tests.Capture.Mjpeg;

/// <summary>A camera's web server on a loopback port: answers each connection by a script that writes to the socket.</summary>
internal sealed class CameraServer : IAsyncDisposable
{
    public const string StreamHead = "HTTP/1.1 200 OK\r\nContent-Type: multipart/x-mixed-replace; boundary=--frame\r\n\r\n";

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly Func<string, Stream, CancellationToken, Task> _answer;
    private readonly Task _serving;

    /// <param name="answer">Gets the request's head and writes; when it returns, the connection is closed.</param>
    public CameraServer(Func<string, Stream, CancellationToken, Task> answer)
    {
        _answer = answer;
        _listener.Start();
        Url = new Uri($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/stream");
        _serving = ServeAsync();
    }

    public Uri Url { get; }

    public static CameraServer Answering(string text) => new((_, stream, cancellationToken) => WriteAsync(stream, text, cancellationToken));

    public static Task WriteAsync(Stream stream, string text, CancellationToken cancellationToken) => stream.WriteAsync(Encoding.ASCII.GetBytes(text), cancellationToken).AsTask();

    /// <summary>Writes a part of the stream.</summary>
    public static async Task WritePartAsync(Stream stream, byte[] jpeg, bool withLength, CancellationToken cancellationToken)
    {
        await WriteAsync(stream, $"--frame\r\nContent-Type: image/jpeg\r\n{(withLength ? $"Content-Length: {jpeg.Length}\r\n" : "")}\r\n", cancellationToken);
        await stream.WriteAsync(jpeg, cancellationToken);
        await WriteAsync(stream, "\r\n", cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        // The listener ends after the loop that uses it: an accept on a stopped one is an error of its own kind.
        await _stop.CancelAsync();
        await _serving;
        _stop.Dispose();
        _listener.Dispose();
    }

    private async Task ServeAsync()
    {
        try
        {
            while (true)
            {
                using var client = await _listener.AcceptTcpClientAsync(_stop.Token);
                try
                {
                    await _answer(await ReadHeadAsync(client.GetStream()), client.GetStream(), _stop.Token);
                }
                catch (IOException)
                {
                    // The reader has gone.
                }
            }
        }
        catch (Exception end) when (end is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // The test has ended.
        }
    }

    private async Task<string> ReadHeadAsync(NetworkStream stream)
    {
        var head = new StringBuilder();
        var buffer = new byte[1];
        while (!head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal) && await stream.ReadAsync(buffer, _stop.Token) > 0)
        {
            head.Append((char)buffer[0]);
        }

        return head.ToString();
    }
}
