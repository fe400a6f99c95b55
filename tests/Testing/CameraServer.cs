using System.Net;
using System.Net.Sockets;
using System.Text;

namespace StationAgent.Testing;

/// <summary>A camera's web server on a loopback port: answers each connection by a script that writes to the socket.</summary>
public sealed class CameraServer : IAsyncDisposable
{
    /// <summary>The head of the usual stream.</summary>
    public const string StreamHead = "HTTP/1.1 200 OK\r\nContent-Type: multipart/x-mixed-replace; boundary=--frame\r\n\r\n";

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly Func<string, Stream, CancellationToken, Task> _answer;
    private readonly Task _serving;
    private int _connections;

    /// <summary>Begins to serve.</summary>
    /// <param name="answer">Gets the request's head and writes; when it returns, the connection is closed.</param>
    public CameraServer(Func<string, Stream, CancellationToken, Task> answer)
    {
        _answer = answer;
        _listener.Start();
        Url = new Uri($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/stream");
        _serving = ServeAsync();
    }

    /// <summary>The address of the stream.</summary>
    public Uri Url { get; }

    /// <summary>The number of connections so far.</summary>
    public int Connections => _connections;

    /// <summary>A camera that answers each request with this text.</summary>
    public static CameraServer Answering(string text) => new((_, stream, cancellationToken) => WriteAsync(stream, text, cancellationToken));

    /// <summary>A camera that sends these pictures, again and again at a rate.</summary>
    /// <param name="pictures">The pictures.</param>
    /// <param name="rate">Pictures a second.</param>
    /// <param name="before">Waits before the first picture of each connection.</param>
    public static CameraServer Streaming(IReadOnlyList<byte[]> pictures, double rate, TimeSpan before = default) => new(async (_, stream, cancellationToken) =>
    {
        await WriteAsync(stream, StreamHead, cancellationToken);
        await Task.Delay(before, TimeProvider.System, cancellationToken);
        for (var i = 0; ; i++)
        {
            await WritePartAsync(stream, pictures[i % pictures.Count], withLength: true, cancellationToken);
            await Task.Delay(TimeSpan.FromSeconds(1 / rate), TimeProvider.System, cancellationToken);
        }
    });

    /// <summary>Writes a text.</summary>
    public static Task WriteAsync(Stream stream, string text, CancellationToken cancellationToken) => stream.WriteAsync(Encoding.Latin1.GetBytes(text), cancellationToken).AsTask();

    /// <summary>Writes a part of the stream.</summary>
    public static async Task WritePartAsync(Stream stream, byte[] jpeg, bool withLength, CancellationToken cancellationToken)
    {
        await WriteAsync(stream, $"--frame\r\nContent-Type: image/jpeg\r\n{(withLength ? $"Content-Length: {jpeg.Length}\r\n" : "")}\r\n", cancellationToken);
        await stream.WriteAsync(jpeg, cancellationToken);
        await WriteAsync(stream, "\r\n", cancellationToken);
    }

    /// <summary>Reads the head of the next request; empty when the client has gone.</summary>
    public static async Task<string> ReadHeadAsync(Stream stream, CancellationToken cancellationToken)
    {
        var head = new StringBuilder();
        var buffer = new byte[1];
        while (!head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal) && await stream.ReadAsync(buffer, cancellationToken) > 0)
        {
            head.Append((char)buffer[0]);
        }

        return head.ToString();
    }

    /// <inheritdoc/>
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
        var answers = new List<Task>();
        try
        {
            while (true)
            {
                var client = await _listener.AcceptTcpClientAsync(_stop.Token);
                Interlocked.Increment(ref _connections);
                answers.Add(AnswerAsync(client));
            }
        }
        catch (Exception end) when (end is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // The test has ended.
        }

        await Task.WhenAll(answers);
    }

    private async Task AnswerAsync(TcpClient client)
    {
        using (client)
        {
            try
            {
                await _answer(await ReadHeadAsync(client.GetStream(), _stop.Token), client.GetStream(), _stop.Token);
            }
            catch (Exception end) when (end is IOException or OperationCanceledException or ObjectDisposedException)
            {
                // The reader has gone, or the test has ended.
            }
        }
    }
}
