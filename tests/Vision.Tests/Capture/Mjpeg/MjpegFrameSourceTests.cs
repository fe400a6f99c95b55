using StationAgent.Vision.Capture;
using StationAgent.Vision.Capture.Mjpeg;
using Xunit;

namespace StationAgent.Vision.Tests.Capture.Mjpeg;

public sealed class MjpegFrameSourceTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly byte[][] _pictures = TestJpegs.Real(4);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Pictures_are_read_with_and_without_lengths(bool withLength)
    {
        await using var server = Streaming(withLength);
        await using var source = Open(server.Url);

        foreach (var picture in _pictures)
        {
            Assert.Equal(picture, (await source.NextAsync(Token)).Jpeg.ToArray());
        }
    }

    [Fact]
    public async Task Wrong_lengths_and_boundaries_that_were_not_announced_do_not_matter()
    {
        await using var server = new CameraServer(async (_, stream, cancellationToken) =>
        {
            await CameraServer.WriteAsync(stream, CameraServer.StreamHead, cancellationToken);
            foreach (var picture in _pictures)
            {
                await CameraServer.WriteAsync(stream, "--other\nContent-Length: 7\n\n", cancellationToken);
                await stream.WriteAsync(picture, cancellationToken);
            }
        });
        await using var source = Open(server.Url);

        foreach (var picture in _pictures)
        {
            Assert.Equal(picture, (await source.NextAsync(Token)).Jpeg.ToArray());
        }
    }

    [Fact]
    public async Task A_stream_that_ends_is_reported()
    {
        await using var server = Streaming(withLength: true);
        await using var source = Open(server.Url);
        foreach (var _ in _pictures)
        {
            await source.NextAsync(Token);
        }

        Assert.Contains("ended its stream", (await FailAsync(source)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_stream_that_stalls_can_be_given_up()
    {
        await using var server = new CameraServer(async (_, stream, cancellationToken) =>
        {
            await CameraServer.WriteAsync(stream, CameraServer.StreamHead, cancellationToken);
            await CameraServer.WritePartAsync(stream, _pictures[0], withLength: true, cancellationToken);
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken);
        });
        await using var source = Open(server.Url);
        await source.NextAsync(Token);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Token);

        var next = source.NextAsync(patience.Token).AsTask();
        await patience.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => next);
    }

    [Fact]
    public async Task A_camera_that_connects_and_does_not_answer_is_reported()
    {
        await using var server = new CameraServer((_, _, cancellationToken) => Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken));
        await using var source = MjpegFrameSource.Open(
            new MjpegFrameSourceOptions(server.Url) { AnswerTimeout = TimeSpan.FromMilliseconds(100) }, TimeProvider.System);

        Assert.Contains("did not answer within 0.1 s", (await FailAsync(source)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n", "no such address (404)")]
    [InlineData("HTTP/1.1 401 Unauthorized\r\nContent-Length: 0\r\n\r\n", "wants a user (401)")]
    [InlineData("HTTP/1.1 302 Found\r\nLocation: http://elsewhere/\r\nContent-Length: 0\r\n\r\n", "redirects to http://elsewhere/ (302)")]
    [InlineData("HTTP/1.1 500 Oops\r\nContent-Length: 0\r\n\r\n", "answers 500 Oops")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 2\r\n\r\nhi", "sends text/html")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Type: image/jpeg\r\nContent-Length: 2\r\n\r\nhi", "sends one picture")]
    [InlineData("SSH-2.0-OpenSSH_9.2\r\n", "cannot be read")]
    public async Task An_answer_that_is_not_a_stream_is_reported_with_a_remedy(string answer, string message)
    {
        await using var server = CameraServer.Answering(answer);
        await using var source = Open(server.Url);

        Assert.Contains(message, (await FailAsync(source)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_camera_that_is_not_there_is_reported()
    {
        Uri url;
        await using (var server = Streaming(withLength: true))
        {
            url = server.Url;
        }

        await using var source = Open(url);

        Assert.Contains("cannot be read", (await FailAsync(source)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_user_is_named_when_the_camera_asks_for_it()
    {
        var file = Path.Combine(_folder.Path, "password");
        await File.WriteAllTextAsync(file, "secret\n", Token);
        await using var server = new CameraServer(async (head, stream, cancellationToken) =>
        {
            // "visitor:secret"
            if (!head.Contains("Authorization: Basic dmlzaXRvcjpzZWNyZXQ=", StringComparison.OrdinalIgnoreCase))
            {
                const string refusal = "HTTP/1.1 401 No\r\nWWW-Authenticate: Basic realm=\"camera\"\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";
                await CameraServer.WriteAsync(stream, refusal, cancellationToken);
                return;
            }

            await CameraServer.WriteAsync(stream, CameraServer.StreamHead, cancellationToken);
            await CameraServer.WritePartAsync(stream, _pictures[0], withLength: true, cancellationToken);
        });
        await using var source = MjpegFrameSource.Open(
            new MjpegFrameSourceOptions(server.Url) { UserName = "visitor", PasswordFile = file }, TimeProvider.System);

        Assert.Equal(_pictures[0], (await source.NextAsync(Token)).Jpeg.ToArray());
    }

    [Theory]
    [InlineData("ftp://camera/stream")]
    [InlineData("http://user:password@camera/stream")]
    public void An_address_that_cannot_be_used_is_refused(string url) =>
        Assert.Throws<ArgumentException>(() => Open(new Uri(url)));

    private CameraServer Streaming(bool withLength) => new(async (_, stream, cancellationToken) =>
    {
        await CameraServer.WriteAsync(stream, CameraServer.StreamHead, cancellationToken);
        foreach (var picture in _pictures)
        {
            await CameraServer.WritePartAsync(stream, picture, withLength, cancellationToken);
        }
    });

    // At a rate at which no frame is dropped, although they come at once.
    private static MjpegFrameSource Open(Uri url) => MjpegFrameSource.Open(new MjpegFrameSourceOptions(url) { Rate = 1e7 }, TimeProvider.System);

    private static Task<FrameSourceException> FailAsync(MjpegFrameSource source) =>
        Assert.ThrowsAsync<FrameSourceException>(async () => await source.NextAsync(Token));
}
