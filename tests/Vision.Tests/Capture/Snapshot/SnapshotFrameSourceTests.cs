using StationAgent.Testing;
using StationAgent.Vision.Capture;
using StationAgent.Vision.Capture.Snapshot;
using Xunit;

namespace StationAgent.Vision.Tests.Capture.Snapshot;

public sealed class SnapshotFrameSourceTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly byte[][] _pictures = TestJpegs.Real(4);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_camera_that_keeps_the_connection_open_is_asked_over_one()
    {
        await using var server = Answering(i => _pictures[i % _pictures.Length]);
        await using var source = Open(server, rate: 1e7);

        foreach (var picture in (byte[][])[.. _pictures, .. _pictures])
        {
            Assert.Equal(picture, (await source.NextAsync(Token)).Jpeg.ToArray());
        }

        Assert.Equal(1, server.Connections);
    }

    [Fact]
    public async Task It_is_asked_at_the_rate()
    {
        await using var server = Answering(i => _pictures[i % _pictures.Length]);
        await using var source = Open(server, rate: 20);
        var first = await source.NextAsync(Token);
        Frame last = first;
        for (var i = 0; i < 10; i++)
        {
            last = await source.NextAsync(Token);
        }

        Assert.True(last.At - first.At >= TimeSpan.FromSeconds(0.4), $"{last.At - first.At}");
    }

    [Fact]
    public async Task The_same_picture_again_is_not_a_new_frame()
    {
        await using var server = Answering(i => _pictures[i / 3 % _pictures.Length]);
        await using var source = Open(server, rate: 1e7);

        foreach (var picture in _pictures)
        {
            Assert.Equal(picture, (await source.NextAsync(Token)).Jpeg.ToArray());
        }
    }

    [Fact]
    public async Task A_camera_that_keeps_giving_the_same_picture_is_lost()
    {
        await using var server = Answering(_ => _pictures[0]);
        await using var source = Open(server, rate: 10);
        await source.NextAsync(Token);

        Assert.Contains("keeps sending the same picture", await FailAsync(source), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_stream_given_as_a_snapshot_is_read_too()
    {
        await using var server = CameraServer.Streaming(_pictures, rate: 50);
        await using var source = Open(server, rate: 1e7);

        Assert.Equal(_pictures[0], (await source.NextAsync(Token)).Jpeg.ToArray());
    }

    [Fact]
    public async Task A_user_is_named_when_the_camera_asks_for_it()
    {
        var file = Path.Combine(_folder.Path, "password");
        await File.WriteAllTextAsync(file, "secret\n", Token);
        await using var server = new CameraServer(async (head, stream, cancellationToken) =>
        {
            while (head.Length > 0)
            {
                // "visitor:secret"
                if (head.Contains("Authorization: Basic dmlzaXRvcjpzZWNyZXQ=", StringComparison.OrdinalIgnoreCase))
                {
                    await AnswerAsync(stream, _pictures[0], cancellationToken);
                }
                else
                {
                    await CameraServer.WriteAsync(stream, "HTTP/1.1 401 No\r\nWWW-Authenticate: Basic realm=\"camera\"\r\nContent-Length: 2\r\n\r\nno", cancellationToken);
                }

                head = await CameraServer.ReadHeadAsync(stream, cancellationToken);
            }
        });
        await using var source = SnapshotFrameSource.Open(
            new SnapshotFrameSourceOptions(server.Address()) { UserName = "visitor", PasswordFile = file }, TimeProvider.System);

        Assert.Equal(_pictures[0], (await source.NextAsync(Token)).Jpeg.ToArray());
    }

    [Fact]
    public async Task A_web_page_is_reported()
    {
        await using var server = CameraServer.Answering("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<html><body>Please log in</body></html>");
        await using var source = Open(server, rate: 10);

        Assert.Contains("sends a web page", await FailAsync(source), StringComparison.Ordinal);
    }

    private static CameraServer Answering(Func<int, byte[]> picture)
    {
        var asked = -1;
        return new CameraServer(async (head, stream, cancellationToken) =>
        {
            while (head.Length > 0)
            {
                await AnswerAsync(stream, picture(Interlocked.Increment(ref asked)), cancellationToken);
                head = await CameraServer.ReadHeadAsync(stream, cancellationToken);
            }
        });
    }

    private static async Task AnswerAsync(Stream stream, byte[] picture, CancellationToken cancellationToken)
    {
        await CameraServer.WriteAsync(stream, $"HTTP/1.1 200 OK\r\nContent-Type: image/jpeg\r\nContent-Length: {picture.Length}\r\n\r\n", cancellationToken);
        await stream.WriteAsync(picture, cancellationToken);
    }

    private static SnapshotFrameSource Open(CameraServer server, double rate) =>
        SnapshotFrameSource.Open(new SnapshotFrameSourceOptions(server.Address()) { Rate = rate }, TimeProvider.System);

    private static async Task<string> FailAsync(SnapshotFrameSource source) =>
        (await Assert.ThrowsAsync<FrameSourceException>(async () => await source.NextAsync(Token))).Message;
}
