using StationAgent.Vision.Capture;
using StationAgent.Vision.Capture.Rpicam;
using Xunit;

namespace StationAgent.Vision.Tests.Capture.Rpicam;

public sealed class RpicamFrameSourceTests : IDisposable
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(20);

    private readonly StreamFeed _feed = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _feed.Dispose();

    [Fact]
    public async Task The_program_is_asked_for_size_and_rate_and_its_pictures_are_read()
    {
        await using var source = Open("""echo "$@" > "$folder/arguments"; cat "$folder"/*.jpg; exec sleep 60""");

        Assert.Equal(_feed.Pictures[0], (await source.NextAsync(Token)).Jpeg.ToArray());
        Assert.Equal(
            "--codec mjpeg -o - -t 0 -n --flush --width 640 --height 480 --framerate 12.5",
            (await File.ReadAllTextAsync(Path.Combine(_feed.Folder, "arguments"), Token)).Trim());
    }

    [Fact]
    public async Task The_program_is_asked_for_focus_exposure_and_white_balance()
    {
        var options = new RpicamFrameSourceOptions
        {
            Program = _feed.Program("""echo "$@" > "$folder/arguments"; cat "$folder"/*.jpg; exec sleep 60"""),
            LensPosition = 2.5,
            Shutter = TimeSpan.FromMilliseconds(20),
            Gain = 1.5,
            WhiteBalance = "daylight",
            RedGain = 1.75,
            BlueGain = 2,
        };
        await using var source = RpicamFrameSource.Open(options, TimeProvider.System);

        await source.NextAsync(Token);

        Assert.EndsWith(
            "--framerate 10 --autofocus-mode manual --lens-position 2.5 --shutter 20000 --gain 1.5 --awb daylight --awbgains 1.75,2",
            (await File.ReadAllTextAsync(Path.Combine(_feed.Folder, "arguments"), Token)).Trim(),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task When_the_program_fails_its_last_lines_are_reported()
    {
        await using var source = Open("""for i in 1 2 3 4 5 6 7; do echo "line $i" >&2; done; echo "ERROR: *** no cameras available ***" >&2; exit 255""");

        var problem = await Assert.ThrowsAsync<FrameSourceException>(async () => await source.NextAsync(Token));

        Assert.Contains("exit code 255: line 5 / line 6 / line 7 / ERROR: *** no cameras available ***", problem.Message, StringComparison.Ordinal);
        Assert.Contains("--list-cameras", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_it_says_while_it_works_neither_fails_it_nor_blocks_it()
    {
        await using var source = Open("""head -c 1000000 /dev/zero | tr '\0' 'x' >&2; cat "$folder/0.jpg"; exec sleep 60""");

        Assert.Equal(_feed.Pictures[0], (await source.NextAsync(Token)).Jpeg.ToArray());
    }

    [Fact]
    public async Task A_program_that_is_not_there_is_named_with_the_package_that_has_it()
    {
        var problem = Assert.Throws<FrameSourceException>(
            () => RpicamFrameSource.Open(new RpicamFrameSourceOptions { Program = "no-such-rpicam-vid" }, TimeProvider.System));

        Assert.Contains("no-such-rpicam-vid", problem.Message, StringComparison.Ordinal);
        Assert.Contains("rpicam-apps", problem.Message, StringComparison.Ordinal);
        await Task.CompletedTask;
    }

    [Fact]
    public async Task A_program_that_hangs_can_be_given_up_and_is_killed()
    {
        var source = Open("""trap '' TERM; echo $$ > "$folder/pid"; while :; do sleep 1; done""");
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var next = source.NextAsync(patience.Token).AsTask();
        var pid = await PidAsync();
        await patience.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => next);

        await source.DisposeAsync().AsTask().WaitAsync(Soon, Token);

        Assert.False(IsThere(pid));
    }

    [Fact]
    public async Task Disposing_ends_the_program_and_leaves_no_zombie()
    {
        var source = Open("""echo $$ > "$folder/pid"; cat "$folder"/*.jpg; exec sleep 60""");
        await source.NextAsync(Token);
        var pid = await PidAsync();

        await source.DisposeAsync().AsTask().WaitAsync(Soon, Token);

        Assert.False(IsThere(pid));
        await Assert.ThrowsAsync<FrameSourceException>(async () =>
        {
            while (true)
            {
                await source.NextAsync(Token);
            }
        });
    }

    private RpicamFrameSource Open(string script) => RpicamFrameSource.Open(
        new RpicamFrameSourceOptions { Program = _feed.Program(script), Width = 640, Height = 480, Rate = 12.5 }, TimeProvider.System);

    private async Task<int> PidAsync()
    {
        var file = Path.Combine(_feed.Folder, "pid");
        while (true)
        {
            if (File.Exists(file) && int.TryParse((await File.ReadAllTextAsync(file, Token)).Trim(), out var pid))
            {
                return pid;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(10), TimeProvider.System, Token);
        }
    }

    // A zombie keeps its folder.
    private static bool IsThere(int pid) => Directory.Exists($"/proc/{pid}");
}
