using System.IO.Compression;
using System.Net.Sockets;
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

    [Theory]
    [InlineData(10)]
    [InlineData(1)]
    public async Task A_picture_that_breaks_off_is_asked_for_again(double rate)
    {
        await using var server = Answering(i => i % 2 == 1 ? _pictures[i % _pictures.Length][..^100] : _pictures[i % _pictures.Length]);
        await using var source = Open(server, rate);

        foreach (var picture in (byte[][])[_pictures[0], _pictures[2], _pictures[0]])
        {
            Assert.Equal(picture, (await source.NextAsync(Token)).Jpeg.ToArray());
        }
    }

    [Fact]
    public async Task A_connection_that_ends_in_the_middle_of_a_picture_is_made_again()
    {
        var asked = -1;
        await using var server = new CameraServer(async (_, stream, cancellationToken) =>
        {
            var number = Interlocked.Increment(ref asked);
            await WriteHeadAsync(stream, _pictures[number % _pictures.Length].Length, cancellationToken);
            await stream.WriteAsync(_pictures[number % _pictures.Length].AsMemory(0, number % 2 == 1 ? 500 : _pictures[number % _pictures.Length].Length), cancellationToken);
        });
        await using var source = Open(server, rate: 10);

        foreach (var picture in (byte[][])[_pictures[0], _pictures[2], _pictures[0]])
        {
            Assert.Equal(picture, (await source.NextAsync(Token)).Jpeg.ToArray());
        }
    }

    [Fact]
    public async Task A_camera_whose_pictures_all_break_off_is_lost_and_the_cause_is_named()
    {
        await using var server = Answering(i => i == 0 ? _pictures[0] : _pictures[1][..^100]);
        await using var source = Open(server, rate: 5);
        await source.NextAsync(Token);

        Assert.Matches("has sent no whole picture for 1.8 s: its last [0-9]+ answers broke off", await FailAsync(source));
    }

    [Fact]
    public async Task A_first_picture_that_breaks_off_is_reported_as_what_it_is()
    {
        await using var server = new CameraServer((_, stream, cancellationToken) => AnswerAsync(stream, _pictures[0][..^100], cancellationToken));
        await using var source = Open(server, rate: 10);

        var message = await FailAsync(source);

        Assert.Contains("its picture breaks off before the end marker", message, StringComparison.Ordinal);
        Assert.DoesNotContain("Camera:Url must be", message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_kept_connection_that_is_closed_without_an_answer_is_made_again(bool isReset)
    {
        var asked = -1;
        await using var server = new CameraServer(async (_, stream, cancellationToken) =>
        {
            await AnswerAsync(stream, _pictures[Interlocked.Increment(ref asked) % _pictures.Length], cancellationToken);
            await CameraServer.ReadHeadAsync(stream, cancellationToken);
            if (isReset)
            {
                ((NetworkStream)stream).Socket.Close(0);
            }
        });
        await using var source = Open(server, rate: 1e7);

        foreach (var picture in (byte[][])[.. _pictures, .. _pictures])
        {
            Assert.Equal(picture, (await source.NextAsync(Token)).Jpeg.ToArray());
        }
    }

    [Fact]
    public async Task A_compressed_answer_is_unpacked()
    {
        using var packed = new MemoryStream();
        await using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            await gzip.WriteAsync(_pictures[0], Token);
        }

        await using var server = AnsweringGzip(packed.ToArray());
        await using var source = Open(server, rate: 10);

        Assert.Equal(_pictures[0], (await source.NextAsync(Token)).Jpeg.ToArray());
    }

    [Fact]
    public async Task A_compression_that_is_announced_and_not_used_does_not_matter()
    {
        await using var server = AnsweringGzip(_pictures[0]);
        await using var source = Open(server, rate: 10);

        Assert.Equal(_pictures[0], (await source.NextAsync(Token)).Jpeg.ToArray());
    }

    [Fact]
    public async Task A_damaged_compression_is_reported()
    {
        await using var server = AnsweringGzip([0x1F, 0x8B, .. _pictures[0]]);
        await using var source = Open(server, rate: 10);

        Assert.Contains("sends a compressed answer that cannot be unpacked", await FailAsync(source), StringComparison.Ordinal);
    }

    private static CameraServer AnsweringGzip(byte[] body) => new(async (_, stream, cancellationToken) =>
    {
        await CameraServer.WriteAsync(stream, $"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: {body.Length}\r\n\r\n", cancellationToken);
        await stream.WriteAsync(body, cancellationToken);
    });

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
        await WriteHeadAsync(stream, picture.Length, cancellationToken);
        await stream.WriteAsync(picture, cancellationToken);
    }

    private static Task WriteHeadAsync(Stream stream, int length, CancellationToken cancellationToken) =>
        CameraServer.WriteAsync(stream, $"HTTP/1.1 200 OK\r\nContent-Type: image/jpeg\r\nContent-Length: {length}\r\n\r\n", cancellationToken);

    private static SnapshotFrameSource Open(CameraServer server, double rate) =>
        SnapshotFrameSource.Open(new SnapshotFrameSourceOptions(server.Address()) { Rate = rate }, TimeProvider.System);

    private static async Task<string> FailAsync(SnapshotFrameSource source) =>
        (await Assert.ThrowsAsync<FrameSourceException>(async () => await source.NextAsync(Token))).Message;
}
