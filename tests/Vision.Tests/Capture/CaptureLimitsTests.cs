using System.Globalization;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using StationAgent.Testing;
using StationAgent.Vision.Capture;
using StationAgent.Vision.Capture.Files;
using StationAgent.Vision.Capture.Mjpeg;
using StationAgent.Vision.Capture.Rpicam;
using StationAgent.Vision.Capture.V4l2;
using StationAgent.Vision.Imaging;
using StationAgent.Vision.Tests.Capture.V4l2;
using Xunit;

namespace StationAgent.Vision.Tests.Capture;

/// <summary>Every frame source works at the least and at the greatest of what it may be asked for.</summary>
public sealed class CaptureLimitsTests : IDisposable
{
    private readonly StreamFeed _feed = new(pictures: 2);
    private readonly FakeTimeProvider _time = new();

    public static TheoryData<double> Rates { get; } = [CaptureLimits.MinimumRate, CaptureLimits.MaximumRate];

    public static TheoryData<double, int, int> Modes { get; } = new()
    {
        { CaptureLimits.MinimumRate, CaptureLimits.MinimumWidth, CaptureLimits.MinimumHeight },
        { CaptureLimits.MaximumRate, CaptureLimits.MaximumWidth, CaptureLimits.MaximumPixels / CaptureLimits.MaximumWidth },
        { CaptureLimits.MaximumRate, CaptureLimits.MaximumPixels / CaptureLimits.MaximumHeight, CaptureLimits.MaximumHeight },
    };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _feed.Dispose();

    [Fact]
    public void At_the_least_rate_two_frames_come_before_the_camera_counts_as_silent() =>
        Assert.True(2 / CaptureLimits.MinimumRate <= CaptureLimits.LongestSilence.TotalSeconds);

    [Theory]
    [MemberData(nameof(Rates))]
    public async Task A_folder_is_played_at_the_rate(double rate)
    {
        await using var source = FolderFrameSource.Open(_feed.Folder, new FolderFrameSourceOptions { Rate = rate }, _time);
        var first = await source.NextAsync(Token);
        var next = source.NextAsync(Token).AsTask();
        Assert.False(next.IsCompleted);
        _time.Advance(TimeSpan.FromSeconds(1 / rate));

        Assert.Equal(TimeSpan.FromSeconds(1 / rate), (await next).At - first.At);
    }

    [Theory]
    [MemberData(nameof(Rates))]
    public async Task The_stream_of_an_IP_camera_is_read(double rate)
    {
        await using var server = new CameraServer(async (_, stream, cancellationToken) =>
        {
            await CameraServer.WriteAsync(stream, CameraServer.StreamHead, cancellationToken);
            await CameraServer.WritePartAsync(stream, _feed.Pictures[0], withLength: true, cancellationToken);
        });
        await using var source = MjpegFrameSource.Open(new MjpegFrameSourceOptions(server.Address()) { Rate = rate }, TimeProvider.System);

        Assert.Equal(_feed.Pictures[0], (await source.NextAsync(Token)).Jpeg.ToArray());
    }

    [Theory]
    [MemberData(nameof(Modes))]
    public async Task The_program_of_a_CSI_camera_is_asked(double rate, int width, int height)
    {
        var program = _feed.Program("""echo "$@" > "$folder/arguments"; cat "$folder/0.jpg"; exec sleep 60""");
        await using var source = RpicamFrameSource.Open(
            new RpicamFrameSourceOptions { Program = program, Rate = rate, Width = width, Height = height }, TimeProvider.System);

        await source.NextAsync(Token);

        Assert.EndsWith(
            string.Create(CultureInfo.InvariantCulture, $"--width {width} --height {height} --framerate {rate}"),
            (await File.ReadAllTextAsync(Path.Combine(_feed.Folder, "arguments"), Token)).Trim(),
            StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Modes))]
    public async Task A_USB_camera_that_has_the_size_is_read(double rate, int width, int height)
    {
        var device = new FakeVideoDevice { Size = ((uint)width, (uint)height) };
        await using var source = new V4l2FrameSource(
            device,
            new V4l2FrameSourceOptions(device.Path) { Rate = rate, Width = width, Height = height },
            _time,
            TimeProvider.System,
            NullLogger.Instance);
        device.ThenFill(_feed.Pictures[0], 0);

        Assert.Equal(_feed.Pictures[0], (await source.NextAsync(Token)).Jpeg.ToArray());
    }

    [Theory]
    [InlineData(CaptureLimits.MinimumWidth, CaptureLimits.MinimumHeight)]
    [InlineData(CaptureLimits.MaximumWidth, CaptureLimits.MaximumPixels / CaptureLimits.MaximumWidth)]
    [InlineData(CaptureLimits.MaximumPixels / CaptureLimits.MaximumHeight, CaptureLimits.MaximumHeight)]
    public void A_picture_of_the_size_is_decoded(int width, int height)
    {
        var jpeg = new Scene(width, height).Jpeg();
        var picture = new Picture();

        Assert.Null(FrameHeader.ProblemOf(jpeg));
        Assert.Equal(new PictureSize(width, height), FrameDecoder.Decode(jpeg, 64, picture));
    }
}
