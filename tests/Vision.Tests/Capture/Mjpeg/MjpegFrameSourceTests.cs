using StationAgent.Testing;
using StationAgent.Vision.Capture;
using StationAgent.Vision.Capture.Addresses;
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
        await using var source = Open(server.Address());

        foreach (var picture in _pictures)
        {
            Assert.Equal(picture, (await source.NextAsync(Token)).Jpeg.ToArray());
        }
    }

    [Fact]
    public async Task A_camera_that_ends_its_answer_after_each_picture_is_asked_again()
    {
        var asked = -1;
        await using var server = new CameraServer(async (_, stream, cancellationToken) =>
        {
            await CameraServer.WriteAsync(stream, CameraServer.StreamHead, cancellationToken);
            await CameraServer.WritePartAsync(stream, _pictures[Interlocked.Increment(ref asked) % _pictures.Length], withLength: true, cancellationToken);
        });
        await using var source = Open(server.Address());

        foreach (var picture in (byte[][])[.. _pictures, .. _pictures])
        {
            Assert.Equal(picture, (await source.NextAsync(Token)).Jpeg.ToArray());
        }
    }

    [Fact]
    public async Task A_camera_that_ends_its_answers_at_once_is_not_asked_faster_than_the_rate()
    {
        await using var server = Streaming(withLength: true);
        await using var source = MjpegFrameSource.Open(new MjpegFrameSourceOptions(server.Address()) { Rate = 5 }, TimeProvider.System);
        var started = TimeProvider.System.GetTimestamp();
        for (var i = 0; i < 4; i++)
        {
            await source.NextAsync(Token);
        }

        Assert.InRange(server.Connections, 3, 2 + (5 * TimeProvider.System.GetElapsedTime(started).TotalSeconds));
    }

    [Fact]
    public async Task An_answer_that_ends_without_a_picture_is_reported()
    {
        await using var server = CameraServer.Answering(CameraServer.StreamHead + "--frame\r\nContent-Type: image/jpeg\r\n\r\n\xFF\xD8\xFF");
        await using var source = Open(server.Address());

        var message = await FailAsync(source);

        Assert.Contains("ended its answer after 40 bytes of multipart/x-mixed-replace without a whole JPEG picture", message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData(CameraServer.StreamHead)]
    [InlineData(CameraServer.StreamHead + "--frame\r\nContent-Type: image/jpeg\r\n\r\n")]
    public async Task A_wait_that_is_given_up_before_the_first_picture_keeps_the_connection(string sent)
    {
        var mayGoOn = new TaskCompletionSource();
        await using var server = new CameraServer(async (_, stream, cancellationToken) =>
        {
            await CameraServer.WriteAsync(stream, sent, cancellationToken);
            await mayGoOn.Task.WaitAsync(cancellationToken);
            await CameraServer.WriteAsync(stream, CameraServer.StreamHead[(sent.Length > 0 ? CameraServer.StreamHead.Length : 0)..], cancellationToken);
            await CameraServer.WritePartAsync(stream, _pictures[0], withLength: true, cancellationToken);
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken);
        });
        await using var source = Open(server.Address());
        for (var i = 0; i < 3; i++)
        {
            using var patience = CancellationTokenSource.CreateLinkedTokenSource(Token);
            patience.CancelAfter(TimeSpan.FromMilliseconds(100));
            await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await source.NextAsync(patience.Token));
        }

        mayGoOn.SetResult();

        Assert.Equal(_pictures[0], (await source.NextAsync(Token)).Jpeg.ToArray());
        Assert.Equal(1, server.Connections);
    }

    [Theory]
    [InlineData("", "did not answer within 0.3 s")]
    [InlineData(CameraServer.StreamHead, "answered and within 0.3 s sent nothing")]
    [InlineData(CameraServer.StreamHead + "0123456789", "answered and within 0.3 s sent 10 bytes of multipart/x-mixed-replace without a whole JPEG picture")]
    public async Task A_camera_that_sends_no_picture_is_reported_by_what_it_sent(string sent, string message)
    {
        await using var server = new CameraServer(async (_, stream, cancellationToken) =>
        {
            await CameraServer.WriteAsync(stream, sent, cancellationToken);
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken);
        });
        await using var source = MjpegFrameSource.Open(
            new MjpegFrameSourceOptions(server.Address()) { StartTimeout = TimeSpan.FromMilliseconds(300) }, TimeProvider.System);

        Assert.Contains(message, await FailAsync(source), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_camera_that_sends_bytes_without_a_picture_is_reported_again_when_it_is_asked_again()
    {
        await using var server = new CameraServer(async (_, stream, cancellationToken) =>
        {
            await CameraServer.WriteAsync(stream, CameraServer.StreamHead, cancellationToken);
            while (true)
            {
                await CameraServer.WriteAsync(stream, new string('\x01', 1000), cancellationToken);
                await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, cancellationToken);
            }
        });
        await using var source = MjpegFrameSource.Open(
            new MjpegFrameSourceOptions(server.Address()) { StartTimeout = TimeSpan.FromMilliseconds(300) }, TimeProvider.System);

        Assert.Contains("without a whole JPEG picture", await FailAsync(source), StringComparison.Ordinal);
        Assert.StartsWith("The camera http", await FailAsync(source), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_stream_that_stalls_is_reported_before_the_camera_counts_as_silent()
    {
        await using var server = new CameraServer(async (_, stream, cancellationToken) =>
        {
            await CameraServer.WriteAsync(stream, CameraServer.StreamHead, cancellationToken);
            await CameraServer.WritePartAsync(stream, _pictures[0], withLength: true, cancellationToken);
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken);
        });
        await using var source = Open(server.Address());
        await source.NextAsync(Token);

        Assert.Contains("has sent no whole picture for 1.8 s", await FailAsync(source), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Pictures_that_are_too_long_are_reported_as_such()
    {
        var segment = new byte[0x10001];
        (segment[0], segment[1], segment[2], segment[3]) = (0xFF, 0xE2, 0xFF, 0xFF);
        byte[] picture = [0xFF, 0xD8, .. Enumerable.Repeat(segment, 70).SelectMany(static bytes => bytes), .. _pictures[0].AsSpan(2)];
        await using var server = new CameraServer(async (_, stream, cancellationToken) =>
        {
            await CameraServer.WriteAsync(stream, CameraServer.StreamHead, cancellationToken);
            await CameraServer.WritePartAsync(stream, picture, withLength: true, cancellationToken);
        });
        await using var source = Open(server.Address());

        Assert.Contains("its picture is longer than 4194304 bytes", await FailAsync(source), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_cookie_that_comes_with_a_redirect_is_sent_back()
    {
        await using var server = new CameraServer(async (head, stream, cancellationToken) =>
        {
            if (!head.Contains("sid=1", StringComparison.Ordinal))
            {
                await CameraServer.WriteAsync(
                    stream, "HTTP/1.1 302 Found\r\nSet-Cookie: sid=1; path=/\r\nLocation: /stream\r\nContent-Length: 0\r\nConnection: close\r\n\r\n", cancellationToken);
                return;
            }

            await CameraServer.WriteAsync(stream, CameraServer.StreamHead, cancellationToken);
            await CameraServer.WritePartAsync(stream, _pictures[0], withLength: true, cancellationToken);
        });
        await using var source = Open(server.Address());

        Assert.Equal(_pictures[0], (await source.NextAsync(Token)).Jpeg.ToArray());
    }

    [Fact]
    public async Task Redirects_are_followed()
    {
        await using var server = new CameraServer(async (head, stream, cancellationToken) =>
        {
            if (head.StartsWith("GET /stream ", StringComparison.Ordinal))
            {
                await CameraServer.WriteAsync(stream, "HTTP/1.1 302 Found\r\nLocation: /real?id=1\r\nContent-Length: 0\r\nConnection: close\r\n\r\n", cancellationToken);
                return;
            }

            await CameraServer.WriteAsync(stream, CameraServer.StreamHead, cancellationToken);
            await CameraServer.WritePartAsync(stream, _pictures[0], withLength: true, cancellationToken);
        });
        await using var source = Open(server.Address());

        Assert.Equal(_pictures[0], (await source.NextAsync(Token)).Jpeg.ToArray());
    }

    [Theory]
    [InlineData("HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n", "no such address (404)")]
    [InlineData("HTTP/1.1 401 Unauthorized\r\nContent-Length: 0\r\n\r\n", "wants a user (401)")]
    [InlineData("HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n", "wants a user (403)")]
    [InlineData("HTTP/1.1 302 Found\r\nLocation: /stream\r\nContent-Length: 0\r\nConnection: close\r\n\r\n", "redirects again and again")]
    [InlineData("HTTP/1.1 302 Found\r\nLocation: rtsp://elsewhere/\r\nContent-Length: 0\r\n\r\n", "redirects to something that cannot be read (302)")]
    [InlineData("HTTP/1.1 503 Busy\r\nContent-Length: 0\r\n\r\n", "too busy (503)")]
    [InlineData("HTTP/1.1 500 Oops\r\nContent-Length: 0\r\n\r\n", "an error of its own (500)")]
    [InlineData("HTTP/1.1 400 Bad\r\nContent-Length: 0\r\n\r\n", "does not accept the request (400)")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<!DOCTYPE html><html><title>Login</title>", "sends a web page instead of pictures")]
    [InlineData("HTTP/1.1 200 OK\r\n\r\n\r\n  <HTML><body>", "sends a web page instead of pictures")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Type: video/mp4\r\n\r\n\0\0\0\u0020ftypisom\0\0", "sends video in MP4 (such as H.264)")]
    [InlineData("HTTP/1.1 200 OK\r\n\r\n\0\0\0\x01\x67\x42\0\x1E\xAB\x40", "raw H.264 or H.265")]
    [InlineData("HTTP/1.1 200 OK\r\n\r\nFLV\x01\x05\0\0\0\x09\0\0\0\0", "video in FLV")]
    [InlineData("HTTP/1.1 200 OK\r\n\r\n#EXTM3U\n#EXT-X-VERSION:3", "an HLS playlist")]
    [InlineData("HTTP/1.1 200 OK\r\n\r\n\x89PNG\r\n\x1A\n\0\0\0\rIHDR", "sends PNG pictures")]
    [InlineData("HTTP/1.1 200 OK\r\n\r\n{\"error\": \"no signal\"}", "sends a text instead of pictures")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Type: image/jpeg\r\nContent-Length: 2\r\n\r\nhi", "ended its answer after 2 bytes of image/jpeg without a whole JPEG picture")]
    [InlineData("RTSP/1.0 400 Bad Request\r\n\r\n", "speaks RTSP, not HTTP")]
    [InlineData("SSH-2.0-OpenSSH_9.2\r\n", "cannot be read: it does not speak HTTP")]
    [InlineData("", "cannot be read: it closed the connection")]
    public async Task An_answer_that_is_not_a_stream_is_reported_with_a_remedy(string answer, string message)
    {
        await using var server = CameraServer.Answering(answer);
        await using var source = Open(server.Address("?user=admin&pwd=CANARY"));

        var problem = await FailAsync(source);

        Assert.Contains(message, problem, StringComparison.Ordinal);
        Assert.DoesNotContain("CANARY", problem, StringComparison.Ordinal);
        Assert.DoesNotContain("System.", problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_camera_that_is_not_there_is_reported()
    {
        SourceAddress address;
        await using (var server = Streaming(withLength: true))
        {
            address = server.Address();
        }

        await using var source = Open(address);

        Assert.Contains("cannot be read: connection refused", await FailAsync(source), StringComparison.Ordinal);
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
            new MjpegFrameSourceOptions(server.Address()) { UserName = "visitor", PasswordFile = file }, TimeProvider.System);

        Assert.Equal(_pictures[0], (await source.NextAsync(Token)).Jpeg.ToArray());
    }

    [Theory]
    [InlineData("ftp://camera/stream")]
    [InlineData("http://user:password@camera/stream")]
    public void An_address_that_cannot_be_used_is_refused(string url)
    {
        Assert.True(SourceAddress.TryParse(url, out var address));
        Assert.Throws<ArgumentException>(() => Open(address));
    }

    private CameraServer Streaming(bool withLength) => new(async (_, stream, cancellationToken) =>
    {
        await CameraServer.WriteAsync(stream, CameraServer.StreamHead, cancellationToken);
        foreach (var picture in _pictures)
        {
            await CameraServer.WritePartAsync(stream, picture, withLength, cancellationToken);
        }
    });

    // At a rate at which no frame is dropped, although they come at once.
    private static MjpegFrameSource Open(SourceAddress address) => MjpegFrameSource.Open(new MjpegFrameSourceOptions(address) { Rate = 1e7 }, TimeProvider.System);

    private static async Task<string> FailAsync(MjpegFrameSource source) =>
        (await Assert.ThrowsAsync<FrameSourceException>(async () => await source.NextAsync(Token))).Message;
}
