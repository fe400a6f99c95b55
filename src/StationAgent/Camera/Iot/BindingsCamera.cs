using System.Threading.Channels;
using Iot.Device.Media;
using StationAgent.Clock;
using StationAgent.Vision.Capture;
using VideoDevice = Iot.Device.Media.VideoDevice;

namespace StationAgent.Camera.Iot;

/// <summary>
/// A UVC camera by the device bindings, in MJPEG. Their driver copies whole buffers, looks at no error flag and blocks until a frame comes, so it has a
/// thread of its own; a camera that never gives a frame keeps that thread. A camera that is unplugged makes it hand out its first buffer again and again:
/// equal bytes, which a living sensor does not give, end the source.
/// </summary>
internal sealed class BindingsCamera : IFrameSource
{
    /// <summary>Equal frames in a row after which the camera counts as lost.</summary>
    private const int MostEqual = 3;

    private readonly VideoDevice _device;
    private readonly TimeProvider _time;

    /// <summary>Ends the thread, which may outlive this object; it holds no timer, so nothing is left to dispose.</summary>
    private readonly CancellationTokenSource _stop = new();

    /// <summary>The newest frame is wanted; one that nobody took gives way to it.</summary>
    private readonly Channel<Frame> _frames = Channel.CreateBounded<Frame>(
        new BoundedChannelOptions(2) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true, SingleWriter = true });

    private byte[] _last = [];
    private int _equal;
    private long _sequence;

    /// <summary>Begins to capture.</summary>
    /// <param name="path">Path of the device; the driver wants a number at its end.</param>
    /// <param name="width">Width of the pictures.</param>
    /// <param name="height">Height of the pictures.</param>
    /// <param name="time">Times the frames.</param>
    public BindingsCamera(string path, int width, int height, TimeProvider time)
    {
        (Name, _time) = (path, time);
        if (!File.Exists(path))
        {
            throw new FrameSourceException($"there is no {path}");
        }

        var stem = path.TrimEnd("0123456789".ToCharArray());
        var settings = new VideoConnectionSettings(int.Parse(path.AsSpan(stem.Length)), ((uint)width, (uint)height), VideoPixelFormat.MJPEG);
        _device = VideoDevice.Create(settings);
        _device.DevicePath = stem;
        _device.NewImageBufferReady += OnImage;
        var capturing = new Thread(Capture) { IsBackground = true, Name = $"camera {path}" };
        capturing.Start();
    }

    /// <inheritdoc/>
    public string Name { get; }

    /// <inheritdoc/>
    public async ValueTask<Frame> NextAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await _frames.Reader.ReadAsync(cancellationToken);
        }
        catch (ChannelClosedException closed)
        {
            throw new FrameSourceException(closed.InnerException?.Message ?? $"{Name} is closed", closed.InnerException ?? closed);
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        // The thread ends after its next frame and closes the device itself: under a thread that uses it, it must not be closed.
        await _stop.CancelAsync();
        _frames.Writer.TryComplete();
    }

    /// <summary>The buffer up to the JPEG's end marker, behind which is what an earlier, longer frame left there; empty without a marker.</summary>
    internal static ReadOnlySpan<byte> WithoutPadding(ReadOnlySpan<byte> buffer)
    {
        ReadOnlySpan<byte> endOfImage = [0xFF, 0xD9];
        var end = buffer.IndexOf(endOfImage);
        return end < 0 ? [] : buffer[..(end + endOfImage.Length)];
    }

    private void Capture()
    {
        try
        {
            _device.StartCaptureContinuous();
            _device.CaptureContinuous(_stop.Token);
            _frames.Writer.TryComplete(new FrameSourceException($"{Name} gives the same picture again and again: it was unplugged, or its driver has failed"));
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            _frames.Writer.TryComplete(new FrameSourceException($"{Name} is lost: {FailureText.Of(failure)}", failure));
        }
        finally
        {
            _device.StopCaptureContinuous();
            _device.Dispose();
        }
    }

    private void OnImage(object sender, NewImageBufferReadyEventArgs image)
    {
        var now = _time.SinceBoot();
        var jpeg = WithoutPadding(image.ImageBuffer.AsSpan(0, image.Length)).ToArray();
        _equal = jpeg.AsSpan().SequenceEqual(_last) ? _equal + 1 : 0;
        _last = jpeg;
        if (_equal >= MostEqual)
        {
            _stop.Cancel();
        }
        else if (_equal == 0 && jpeg.Length > 0)
        {
            _frames.Writer.TryWrite(new Frame(jpeg, now, _sequence++));
        }
    }
}
