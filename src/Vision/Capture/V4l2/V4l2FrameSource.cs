using System.Threading.Channels;
using Microsoft.Extensions.Logging;

namespace StationAgent.Vision.Capture.V4l2;

/// <summary>
/// A camera by the kernel's video interface (V4L2), such as every USB camera of the UVC class. A thread of its own opens it and waits for its buffers, so
/// that a driver that hangs delays nothing else. Frames keep the time that the driver stamped; frames lost or damaged on the way leave a hole in
/// <see cref="Frame.Sequence"/>. Of the frames that were not fetched, the newest two are kept.
/// </summary>
public sealed class V4l2FrameSource : IFrameSource
{
    private const int KeptFrames = 2;

    private readonly IVideoDevice _device;
    private readonly V4l2FrameSourceOptions _options;
    private readonly TimeProvider _time;
    private readonly TimeProvider _monotonic;
    private readonly ILogger _logger;
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Channel<Frame> _frames = Channel.CreateBounded<Frame>(
        new BoundedChannelOptions(KeptFrames) { FullMode = BoundedChannelFullMode.DropOldest, SingleWriter = true });

    private volatile bool _isCancelled;

    internal V4l2FrameSource(IVideoDevice device, V4l2FrameSourceOptions options, TimeProvider time, TimeProvider monotonic, ILogger logger)
    {
        (_device, _options, _time, _monotonic, _logger) = (device, options, time, monotonic, logger);
        new Thread(Run) { IsBackground = true, Name = "camera" }.Start();
    }

    /// <inheritdoc/>
    public string Name => _options.Path;

    /// <summary>Begins to open a camera; the first call of <see cref="NextAsync"/> returns a frame or throws the reason why it could not be opened.</summary>
    /// <param name="options">Which camera, and what it is asked for.</param>
    /// <param name="time">Its timestamps, counted from zero, are the frames' times.</param>
    /// <param name="logger">Logs what the driver has set.</param>
    /// <exception cref="FrameSourceException">The process has no file descriptor left.</exception>
    public static V4l2FrameSource Open(V4l2FrameSourceOptions options, TimeProvider time, ILogger logger)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(time);
        ArgumentNullException.ThrowIfNull(logger);

        // The system's own timestamps come from CLOCK_MONOTONIC.
        return new V4l2FrameSource(new LinuxVideoDevice(options.Path), options, time, TimeProvider.System, logger);
    }

    /// <inheritdoc/>
    public async ValueTask<Frame> NextAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await _frames.Reader.ReadAsync(cancellationToken);
        }
        catch (ChannelClosedException closed)
        {
            throw new FrameSourceException(closed.InnerException?.Message ?? $"The camera {Name} is closed.", closed.InnerException ?? closed);
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _isCancelled = true;
        _device.Cancel();

        // A thread that the kernel holds in a call of a broken driver is left behind; it ends when the call does.
        await _ended.Task.WaitAsync(CaptureLimits.LongestEnd, _time).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private void Run()
    {
        Exception? failure = null;
        try
        {
            using (_device)
            {
                Stream();
            }
        }
        catch (Exception problem) when (problem is not OutOfMemoryException)
        {
            // An exception that left this thread would end the process: the caller that waits for a frame gets it instead.
            failure = problem;
        }

        _frames.Writer.TryComplete(failure);
        _ended.SetResult();
    }

    private void Stream()
    {
        using var stream = VideoStream.Open(_device, _options, _time, _monotonic);
        var mode = stream.Mode;
        Log.CameraMode(_logger, Name, mode.Card, mode.PixelFormat, mode.Width, mode.Height, mode.Rate ?? 0, _options.Width, _options.Height, _options.Rate);
        var isLocked = !_options.LockExposure && !_options.LockWhiteBalance;
        var lockAt = FrameClock.Since(_time) + _options.LockAfter;
        var losses = new LossReport(Name, _logger);
        try
        {
            while (!_isCancelled)
            {
                if (stream.Next() is { } frame)
                {
                    _frames.Writer.TryWrite(frame);
                }

                losses.Take(stream.Damaged, stream.Lost, FrameClock.Since(_time));
                if (!isLocked && FrameClock.Since(_time) >= lockAt)
                {
                    isLocked = true;
                    if (CameraLock.Apply(_device, _options) is { } missing)
                    {
                        Log.NotLocked(_logger, Name, missing);
                    }
                }
            }
        }
        finally
        {
            losses.End(stream.Damaged, stream.Lost);
        }
    }
}
