using System.Diagnostics;
using StationAgent.Vision.Capture;
using StationAgent.Vision.Capture.Addresses;
using StationAgent.Vision.Capture.Rtsp;
using StationAgent.Vision.Imaging;
using Xunit;

namespace StationAgent.Vision.Tests.Capture.Rtsp;

/// <summary>The real ffmpeg against a camera that speaks RTSP. Skipped where ffmpeg is not installed.</summary>
public sealed class FfmpegTests : IDisposable
{
    private const string Program = "ffmpeg";
    private const string Password = "it's a p@ss/word";

    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Pictures_of_an_RTSP_camera_with_a_password_are_read()
    {
        await using var camera = new RtspCamera(await PicturesAsync(), "visitor", Password);
        await using var source = Open(camera.Url, Password);

        var first = await source.NextAsync(Token);
        var second = await source.NextAsync(Token);

        Assert.True(second.At > first.At);
        Assert.Null(FrameHeader.ProblemOf(second.Jpeg.Span));
        Assert.Equal(new PictureSize(320, 240), FrameDecoder.Decode(second.Jpeg, 60, new Picture()));
    }

    /// <summary>By itself the program guesses the rate from the first pictures and counts time in that unit; two pictures in one unit end it.</summary>
    [Fact]
    public async Task Pictures_of_a_camera_that_was_slow_at_the_start_are_all_read()
    {
        await using var camera = new RtspCamera(await PicturesAsync(), "visitor", Password)
        {
            Intervals = [.. Enumerable.Range(0, 10).Select(static i => 400 + (i * i % 7 * 9)).Concat(Enumerable.Repeat(101, 30)).Select(static one => TimeSpan.FromMilliseconds(one))],
        };
        await using var source = Open(camera.Url, Password);

        for (var i = 0; i < 40; i++)
        {
            var frame = await source.NextAsync(Token);
            Assert.Null(FrameHeader.ProblemOf(frame.Jpeg.Span));
        }
    }

    [Fact]
    public async Task A_wrong_password_is_reported_and_not_shown()
    {
        await using var camera = new RtspCamera(await PicturesAsync(), "visitor", Password);
        await using var source = Open(camera.Url + "?token=CANARY", "wr0ng w0rd");

        var problem = await Assert.ThrowsAsync<FrameSourceException>(async () => await source.NextAsync(Token));

        Assert.Contains("refuses the user; look at Camera:UserName and Camera:PasswordFile", problem.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("CANARY", problem.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("wr0ng", problem.Message, StringComparison.Ordinal);
    }

    // RFC 2435 takes the standard Huffman tables for granted, which other encoders replace by better ones.
    private async Task<byte[][]> PicturesAsync()
    {
        if (!(Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Any(static folder => File.Exists(Path.Combine(folder, Program))))
        {
            Assert.Skip("ffmpeg is not installed");
        }

        string[] arguments =
        [
            "-loglevel", "error", "-f", "lavfi", "-i", "testsrc=size=320x240:rate=1:duration=3", "-huffman", "default", "-pix_fmt", "yuvj420p", Path.Combine(_folder.Path, "%d.jpg"),
        ];
        using var drawing = Process.Start(new ProcessStartInfo(Program, arguments) { RedirectStandardInput = true, UseShellExecute = false })!;
        await drawing.WaitForExitAsync(Token);
        return [.. Directory.GetFiles(_folder.Path, "*.jpg").Order(StringComparer.Ordinal).Select(File.ReadAllBytes)];
    }

    private RtspFrameSource Open(string url, string password)
    {
        var file = Path.Combine(_folder.Path, "password");
        File.WriteAllText(file, password);
        Assert.True(SourceAddress.TryParse(url, out var address));
        return RtspFrameSource.Open(new RtspFrameSourceOptions(address) { UserName = "visitor", PasswordFile = file }, TimeProvider.System);
    }
}
