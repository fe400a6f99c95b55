using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using StationAgent.Native;
using StationAgent.Vision.Capture;
using StationAgent.Vision.Capture.V4l2;
using StationAgent.Vision.Imaging;
using Xunit;

namespace StationAgent.Vision.Tests.Capture.V4l2;

/// <summary>The driver against a kernel that is played; what the kernel's own side does is for a real or emulated machine to show.</summary>
public sealed class V4l2FrameSourceTests
{
    private static readonly byte[][] Pictures = TestJpegs.Real(4);
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(20);

    private readonly FakeTimeProvider _time = new();
    private readonly FakeTimeProvider _monotonic = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Frames_come_with_their_bytes_and_every_buffer_goes_back()
    {
        var device = new FakeVideoDevice();
        await using var source = Open(device);
        for (var i = 0u; i < 20; i++)
        {
            Fill(device, Pictures[i % 4], i);
            var frame = await source.NextAsync(Token);
            Assert.Equal(Pictures[i % 4], frame.Jpeg.ToArray());
            Assert.Equal(i, frame.Sequence);
        }
    }

    [Fact]
    public async Task Frames_that_are_damaged_or_lost_are_dropped_and_leave_holes()
    {
        var device = new FakeVideoDevice();
        await using var source = Open(device);
        Fill(device, Pictures[0], 0);
        Fill(device, Pictures[1], 1, flags: V4l2Api.BufferError);
        Fill(device, Pictures[1], 2, bytesUsed: 0);
        Fill(device, Pictures[1], 3, bytesUsed: (64 << 10) + 1);
        Fill(device, [1, 2, 3, 4], 4);
        Assert.Equal(0, (await source.NextAsync(Token)).Sequence);

        // The driver itself lost 5 and 6.
        Fill(device, Pictures[2], 7);
        var next = await source.NextAsync(Token);

        Assert.Equal(7, next.Sequence);
        Assert.Equal(Pictures[2], next.Jpeg.ToArray());
    }

    [Fact]
    public async Task Frames_that_are_not_wanted_go_back_and_leave_no_hole()
    {
        var device = new FakeVideoDevice();
        await using var source = Open(device, rate: 10);
        for (var i = 0u; i < 3; i++)
        {
            for (var k = 0u; k < 3; k++)
            {
                Fill(device, Pictures[k], (3 * i) + k, after: TimeSpan.FromSeconds(1 / 30.0));
            }

            var frame = await source.NextAsync(Token);
            Assert.Equal(Pictures[0], frame.Jpeg.ToArray());
            Assert.Equal(i, frame.Sequence);
        }
    }

    [Fact]
    public async Task A_frame_has_the_time_of_its_buffer_as_time_since_boot()
    {
        var device = new FakeVideoDevice();
        await using var source = Open(device);
        var monotonic = TimeSpan.FromTicks(_monotonic.GetTimestamp());
        _monotonic.Advance(TimeSpan.FromSeconds(0.05));

        Fill(device, Pictures[0], 0, V4l2Api.TimestampMonotonic, at: monotonic);
        var frame = await source.NextAsync(Token);
        Assert.Equal(TimeSpan.FromTicks(_time.GetTimestamp()) - TimeSpan.FromSeconds(0.05), frame.At);

        Fill(device, Pictures[0], 1, V4l2Api.TimestampMonotonic, at: TimeSpan.FromDays(1));
        frame = await source.NextAsync(Token);
        Assert.Equal(TimeSpan.FromTicks(_time.GetTimestamp()), frame.At);
    }

    [Fact]
    public async Task A_camera_that_is_unplugged_is_reported_by_name_and_released()
    {
        var device = new FakeVideoDevice();
        await using var source = Open(device);
        Fill(device, Pictures[0], 0);
        await source.NextAsync(Token);
        device.Errors[V4l2Api.StreamOff] = Errno.NoDevice;
        device.ThenUnplug();

        var problem = await FailAsync(source);

        Assert.Contains("/dev/video7 is gone", problem.Message, StringComparison.Ordinal);
        Assert.Contains("/dev/v4l/by-id/", problem.Message, StringComparison.Ordinal);
        await source.DisposeAsync();
        Assert.True(device.IsDisposed);
        Assert.Equal(0, device.Mapped);
    }

    [Fact]
    public async Task A_camera_that_failed_is_distinguished_from_one_that_was_unplugged()
    {
        var device = new FakeVideoDevice();
        await using var source = Open(device);
        Fill(device, Pictures[0], 0);
        await source.NextAsync(Token);
        device.Errors[V4l2Api.DequeueBuffer] = Errno.InputOutput;
        device.ThenUnplug();

        Assert.Contains("has lost its connection", (await FailAsync(source)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(V4l2Api.DequeueBuffer, Errno.InputOutput, "lost its connection")]
    [InlineData(V4l2Api.DequeueBuffer, Errno.NoDevice, "is gone")]
    [InlineData(V4l2Api.QueueBuffer, Errno.InputOutput, "lost its connection")]
    [InlineData(V4l2Api.QueueBuffer, Errno.NoDevice, "is gone")]
    [InlineData(V4l2Api.QueueBuffer, Errno.Invalid, "takes no buffer back")]
    public async Task A_call_that_fails_while_the_camera_runs_is_reported(uint request, int error, string message)
    {
        var device = new FakeVideoDevice();
        await using var source = Open(device);
        Fill(device, Pictures[0], 0);
        await source.NextAsync(Token);
        device.Errors[request] = error;
        Fill(device, Pictures[0], 1);

        Assert.Contains(message, (await FailAsync(source)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_camera_that_fills_no_buffer_is_reported()
    {
        var device = new FakeVideoDevice();
        await using var source = Open(device);
        device.ThenBeSilent();

        Assert.Contains("filled no buffer for 9 s", (await FailAsync(source)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Errno.NoEntry, "Is it plugged in?")]
    [InlineData(Errno.AccessDenied, "group 'video'")]
    [InlineData(Errno.Busy, "Another program uses it")]
    public async Task A_camera_that_cannot_be_opened_is_reported_with_a_remedy(int error, string remedy)
    {
        await using var source = Open(new FakeVideoDevice { OpenError = error });

        Assert.Contains(remedy, (await FailAsync(source)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nodes_without_pictures_and_unreadable_formats_are_reported()
    {
        await using var metadata = Open(new FakeVideoDevice { Capabilities = V4l2Api.CanStream });
        await using var bayer = Open(new FakeVideoDevice { Formats = ["BA81", "H264"] });
        await using var starved = Open(new FakeVideoDevice { Buffers = 1 });

        Assert.Contains("video-index0", (await FailAsync(metadata)).Message, StringComparison.Ordinal);
        Assert.Contains("offers BA81, H264", (await FailAsync(bayer)).Message, StringComparison.Ordinal);
        Assert.Contains("memory for 1 buffers", (await FailAsync(starved)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_camera_without_jpeg_is_encoded()
    {
        var device = new FakeVideoDevice { Formats = ["YUYV"], Size = (64, 32) };
        await using var source = Open(device);

        // A red picture: BT.601 81, 90, 240.
        Fill(device, [.. Enumerable.Range(0, 64 * 32 / 2).SelectMany(static _ => (byte[])[81, 90, 81, 240])], 0);
        var frame = await source.NextAsync(Token);

        var picture = new Picture();
        FrameDecoder.Decode(frame.Jpeg, 32, picture);
        Assert.Equal((64, 32), (picture.Width, picture.Height));
        Assert.InRange(picture.Pixels[0], 245, 255);
        Assert.InRange(picture.Pixels[1], 0, 10);
        Assert.InRange(picture.Pixels[2], 0, 10);
    }

    [Fact]
    public async Task Exposure_and_white_balance_are_held_at_what_the_automatics_found()
    {
        var device = new FakeVideoDevice();
        device.Controls[V4l2Api.ExposureAuto] = 1;
        device.Controls[V4l2Api.ExposureAutoPriority] = 1;
        device.Controls[V4l2Api.ExposureAbsolute] = 156;
        device.Controls[V4l2Api.AutoWhiteBalance] = 0;
        device.Controls[V4l2Api.WhiteBalanceTemperature] = 4200;
        await using var source = Open(device, locked: true);
        Fill(device, Pictures[0], 0);
        await source.NextAsync(Token);
        Assert.Equal([(V4l2Api.ExposureAuto, 3), (V4l2Api.ExposureAutoPriority, 0), (V4l2Api.AutoWhiteBalance, 1)], device.Written);

        Fill(device, Pictures[1], 1, after: TimeSpan.FromSeconds(5));
        await source.NextAsync(Token);
        Fill(device, Pictures[2], 2);
        await source.NextAsync(Token);

        Assert.Equal(
            [
                (V4l2Api.ExposureAuto, V4l2Api.ExposureManual),
                (V4l2Api.ExposureAbsolute, 156),
                (V4l2Api.AutoWhiteBalance, 0),
                (V4l2Api.WhiteBalanceTemperature, 4200),
            ],
            device.Written[3..]);
    }

    [Fact]
    public async Task Disposing_ends_the_wait_and_frees_the_buffers()
    {
        var device = new FakeVideoDevice();
        var source = Open(device);
        Fill(device, Pictures[0], 0);
        await source.NextAsync(Token);

        await source.DisposeAsync().AsTask().WaitAsync(Soon, Token);

        Assert.True(device.IsDisposed);
        Assert.False(device.IsStreaming);
        Assert.Equal(0, device.Mapped);
        await FailAsync(source);
    }

    [Fact]
    public void A_device_is_described_for_who_has_to_choose()
    {
        var camera = new FakeVideoDevice { Formats = ["MJPG"] };
        var described = V4l2Listing.Describe(camera, "/dev/v4l/by-id/usb-test")!;

        Assert.Equal(("/dev/video7", "/dev/v4l/by-id/usb-test", "Test Camera"), (described.Path, described.StablePath, described.Name));
        Assert.Equal(("uvcvideo", "usb-1.2"), (described.Driver, described.Bus));
        var format = Assert.Single(described.Formats);
        Assert.Equal(("MJPG", "Motion-JPEG"), (format.Code, format.Description));
        Assert.Equal(new VideoSize(640, 480, 30), Assert.Single(format.Sizes));
        Assert.Null(V4l2Listing.Describe(new FakeVideoDevice { Capabilities = V4l2Api.CanStream }, stablePath: null));
        Assert.Contains(
            "group 'video'", V4l2Listing.Describe(new FakeVideoDevice { OpenError = Errno.AccessDenied }, stablePath: null)!.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task On_a_real_kernel_a_missing_device_and_one_that_is_not_a_camera_are_reported()
    {
        await using var missing = V4l2FrameSource.Open(new V4l2FrameSourceOptions("/dev/no-such-camera"), TimeProvider.System, NullLogger.Instance);
        await using var none = V4l2FrameSource.Open(new V4l2FrameSourceOptions("/dev/null"), TimeProvider.System, NullLogger.Instance);

        Assert.Contains("No such file or directory", (await FailAsync(missing)).Message, StringComparison.Ordinal);
        Assert.Contains("is not a video device", (await FailAsync(none)).Message, StringComparison.Ordinal);
        Assert.DoesNotContain(VideoDevices.List(), static device => device.Path == "/dev/null");
    }

    private V4l2FrameSource Open(FakeVideoDevice device, double rate = 1e7, bool locked = false) => new(
        device,
        new V4l2FrameSourceOptions(device.Path) { Rate = rate, LockExposure = locked, LockWhiteBalance = locked },
        _time,
        _monotonic,
        NullLogger.Instance);

    private void Fill(
        FakeVideoDevice device, byte[] content, uint sequence, uint flags = 0, uint? bytesUsed = null, TimeSpan at = default, TimeSpan? after = null)
    {
        device.Then(_ => _time.Advance(after ?? TimeSpan.FromSeconds(1)));
        device.ThenFill(content, sequence, flags, bytesUsed, at);
    }

    private static Task<FrameSourceException> FailAsync(V4l2FrameSource source) =>
        Assert.ThrowsAsync<FrameSourceException>(async () => await source.NextAsync(Token));
}
