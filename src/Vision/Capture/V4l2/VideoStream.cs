using StationAgent.Native;

namespace StationAgent.Vision.Capture.V4l2;

/// <summary>A running camera on one thread: waits for buffers, judges them, copies what is wanted and gives every buffer back.</summary>
internal sealed class VideoStream : IDisposable
{
    // A timestamp that is older than this is a mistake of the driver.
    private static readonly TimeSpan MaxBufferAge = TimeSpan.FromSeconds(10);

    private readonly IVideoDevice _device;
    private readonly V4l2FrameSourceOptions _options;
    private readonly TimeProvider _time;
    private readonly TimeProvider _monotonic;
    private readonly VideoBuffers _buffers;
    private readonly YuyvEncoder? _encoder;
    private readonly FramePace _pace;
    private uint? _driverSequence;
    private long _sequence = -1;

    private VideoStream(
        IVideoDevice device, V4l2FrameSourceOptions options, VideoMode mode, TimeProvider time, TimeProvider monotonic, VideoBuffers buffers)
    {
        (_device, _options, Mode, _time, _monotonic, _buffers) = (device, options, mode, time, monotonic, buffers);
        _encoder = mode.IsJpeg ? null : new YuyvEncoder(mode.Width, mode.Height, mode.BytesPerLine);
        _pace = new FramePace(options.Rate);
    }

    /// <summary>The mode that the driver has set.</summary>
    public VideoMode Mode { get; }

    /// <summary>Buffers that the driver marked as damaged, left empty or filled with something that is not a picture.</summary>
    public long Damaged { get; private set; }

    /// <summary>Frames that the driver counted and never handed out.</summary>
    public long Lost { get; private set; }

    /// <summary>Opens and starts a camera.</summary>
    /// <param name="device">The device; stays the caller's.</param>
    /// <param name="options">What is wanted.</param>
    /// <param name="time">Its timestamps, counted from zero, are the frames' times.</param>
    /// <param name="monotonic">CLOCK_MONOTONIC, by which drivers stamp buffers.</param>
    /// <exception cref="FrameSourceException">The device is missing, in use, or not usable.</exception>
    public static VideoStream Open(IVideoDevice device, V4l2FrameSourceOptions options, TimeProvider time, TimeProvider monotonic)
    {
        VideoSetup.Check(device, device.Open(), "cannot be opened");
        var mode = VideoSetup.Negotiate(device, options);
        CameraLock.Prepare(device, options);
        return new VideoStream(device, options, mode, time, monotonic, VideoBuffers.Start(device));
    }

    /// <summary>Waits for a buffer.</summary>
    /// <returns>The frame; null when the buffer was damaged or not wanted, or the wait was cancelled.</returns>
    /// <exception cref="FrameSourceException">The camera is silent, gone or has failed.</exception>
    public Frame? Next()
    {
        switch (_device.Wait(_options.Silence))
        {
            case VideoWait.Cancelled:
                return null;
            case VideoWait.TimedOut:
                throw new FrameSourceException(
                    $"The camera {_device.Path} ({Mode.Card}) filled no buffer for {_options.Silence.TotalSeconds:0.#} s: look at cable, hub and power supply.");
            case VideoWait.Lost:
                // Only the next call tells what is wrong: to a wait, a device that is gone and one that failed look the same.
                _ = _buffers.TryTake(out _);
                throw CameraProblem.Explain(_device.Path, "is gone", Errno.NoDevice);
        }

        if (!_buffers.TryTake(out var buffer))
        {
            return null;
        }

        var frame = Judge(buffer);
        _buffers.GiveBack(buffer.Index);
        return frame;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _buffers.Dispose();
        _encoder?.Dispose();
    }

    private Frame? Judge(in V4l2Buffer buffer)
    {
        CountLost(buffer.Sequence);
        var content = _buffers.Content(buffer);
        if (content.IsEmpty || (buffer.Flags & V4l2Api.BufferError) != 0 || (Mode.IsJpeg && !content.StartsWith(JpegStart)))
        {
            Damaged++;
            _sequence++;
            return null;
        }

        var at = TimeOf(buffer);
        if (!_pace.Wants(at))
        {
            return null;
        }

        // The only copy: from the driver's memory into the frame's own.
        if ((_encoder is null ? content.ToArray() : _encoder.Encode(content)) is { } jpeg)
        {
            return new Frame(jpeg, at, ++_sequence);
        }

        Damaged++;
        _sequence++;
        return null;
    }

    // Frames that the driver lost leave a hole in the numbers; frames that are not wanted do not. The driver's counter wraps.
    private void CountLost(uint sequence)
    {
        if (_driverSequence is { } before && unchecked(sequence - before) is > 1 and <= int.MaxValue and var step)
        {
            _sequence += step - 1;
            Lost += step - 1;
        }

        _driverSequence = sequence;
    }

    private TimeSpan TimeOf(in V4l2Buffer buffer)
    {
        var now = FrameClock.Since(_time);
        if ((buffer.Flags & V4l2Api.TimestampMask) != V4l2Api.TimestampMonotonic)
        {
            return now;
        }

        // By its age, because the clock since boot runs during a suspend and CLOCK_MONOTONIC does not.
        var age = FrameClock.Since(_monotonic) - TimeSpan.FromSeconds(buffer.Seconds) - TimeSpan.FromMicroseconds(buffer.Microseconds);
        return age >= TimeSpan.Zero && age <= MaxBufferAge ? now - age : now;
    }

    private static ReadOnlySpan<byte> JpegStart => [0xFF, 0xD8, 0xFF];
}
