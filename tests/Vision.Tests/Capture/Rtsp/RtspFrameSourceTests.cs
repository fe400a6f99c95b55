using StationAgent.Vision.Capture;
using StationAgent.Vision.Capture.Addresses;
using StationAgent.Vision.Capture.Rtsp;
using Xunit;

namespace StationAgent.Vision.Tests.Capture.Rtsp;

/// <summary>The program is a script; <see cref="FfmpegTests"/> uses the real one.</summary>
public sealed class RtspFrameSourceTests : IDisposable
{
    private const string Password = "it's a p@ss/wörd";

    private readonly StreamFeed _feed = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _feed.Dispose();

    [Fact]
    public async Task The_address_is_handed_over_by_the_input_and_is_not_among_the_arguments()
    {
        await using var source = Open("""tr '\0' '\n' < /proc/$$/cmdline > "$folder/arguments"; cat > "$folder/input"; cat "$folder"/*.jpg; exec sleep 60""", "rtsp://camera.example:8554/live?a='b'");

        Assert.Equal(_feed.Pictures[0], (await source.NextAsync(Token)).Jpeg.ToArray());

        var arguments = await File.ReadAllTextAsync(Path.Combine(_feed.Folder, "arguments"), Token);
        Assert.DoesNotContain("camera.example", arguments, StringComparison.Ordinal);
        Assert.DoesNotContain("visitor", arguments, StringComparison.Ordinal);
        Assert.Contains("select=isnan(prev_selected_t)+gte(t-prev_selected_t\\,0.06)", arguments, StringComparison.Ordinal);
        Assert.Contains(
            "file 'rtsp://visitor:it%27s%20a%20p%40ss%2Fw%C3%B6rd@camera.example:8554/live?a=%27b%27'\noption rtsp_transport tcp\n",
            await File.ReadAllTextAsync(Path.Combine(_feed.Folder, "input"), Token),
            StringComparison.Ordinal);
        Assert.Equal("rtsp://camera.example:8554/live", source.Name);
    }

    [Theory]
    [InlineData("rtsp://visitor:it%27s%20a%20p%40ss%2Fw%C3%B6rd@camera.example/live?token=CANARY: Connection refused", "Connection refused")]
    [InlineData("method DESCRIBE failed: 401 Unauthorized", "look at Camera:UserName and Camera:PasswordFile")]
    [InlineData("method DESCRIBE failed: 404 Not Found", "no such address")]
    [InlineData("Unrecognized option 'fps_mode'", "version 5 or later is needed")]
    [InlineData("it's a p@ss/wörd is wrong, CANARY too", "*** is wrong, *** too")]
    public async Task When_the_program_fails_its_last_lines_are_reported_without_secrets(string said, string message)
    {
        var file = Path.Combine(_feed.Folder, "said");
        await File.WriteAllTextAsync(file, said, Token);
        await using var source = Open("""cat > /dev/null; cat "$folder/said" >&2; exit 1""", "rtsp://camera.example/live?token=CANARY");

        var problem = await Assert.ThrowsAsync<FrameSourceException>(async () => await source.NextAsync(Token));

        Assert.Contains(message, problem.Message, StringComparison.Ordinal);
        Assert.Contains("The camera rtsp://camera.example/live cannot be read: ", problem.Message, StringComparison.Ordinal);
        foreach (var secret in (string[])["CANARY", Password, "p%40ss", "visitor:"])
        {
            Assert.DoesNotContain(secret, problem.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_program_that_is_not_there_is_named_with_the_package_that_has_it()
    {
        Assert.True(SourceAddress.TryParse("rtsp://camera.example/live", out var address));

        var problem = Assert.Throws<FrameSourceException>(() => RtspFrameSource.Open(new RtspFrameSourceOptions(address) { Program = "no-such-ffmpeg" }, TimeProvider.System));

        Assert.Equal(
            "The program no-such-ffmpeg cannot be started: it is not there. Install the package ffmpeg, or name the program in Camera:Program.", problem.Message);
    }

    [Theory]
    [InlineData("http://camera/stream")]
    [InlineData("rtsp://user:password@camera/stream")]
    public void An_address_that_cannot_be_used_is_refused(string url)
    {
        Assert.True(SourceAddress.TryParse(url, out var address));
        Assert.Throws<ArgumentException>(() => RtspFrameSource.Open(new RtspFrameSourceOptions(address), TimeProvider.System));
    }

    private RtspFrameSource Open(string script, string url)
    {
        var file = Path.Combine(_feed.Folder, "password");
        File.WriteAllText(file, Password + "\n");
        Assert.True(SourceAddress.TryParse(url, out var address));
        return RtspFrameSource.Open(
            new RtspFrameSourceOptions(address) { Program = _feed.Program(script), UserName = "visitor", PasswordFile = file, Rate = 12.5 }, TimeProvider.System);
    }
}
